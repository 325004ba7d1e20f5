package dev.errand.sandbox.notion.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** The columns and rows of a database; a database may have several. Guarded by its workspace. */
public final class DataSource {

  private final String id = Ids.fresh();
  private final Node database;
  private final ArrayNode title;
  private final List<Property> properties;
  private final List<Node> rows = new ArrayList<>();
  private final String createdBy;
  private final Instant createdAt;
  private final Indexed indexed = new Indexed();
  private int numbered;
  private boolean removed;

  public DataSource(
      Node database, ArrayNode title, List<Property> properties, String createdBy, Instant now) {
    this.database = database;
    this.title = title;
    this.properties = new ArrayList<>(properties);
    this.createdBy = createdBy;
    this.createdAt = now;
  }

  public String id() {
    return id;
  }

  public Node database() {
    return database;
  }

  public ArrayNode title() {
    return title;
  }

  public String createdBy() {
    return createdBy;
  }

  public Instant createdAt() {
    return createdAt;
  }

  Indexed indexed() {
    return indexed;
  }

  public List<Property> properties() {
    return List.copyOf(properties);
  }

  /** The column of that name, or else of that id in either spelling. */
  public Optional<Property> find(String nameOrId) {
    return properties.stream()
        .filter(property -> property.name().equals(nameOrId))
        .findFirst()
        .or(() -> properties.stream().filter(one -> one.isCalled(nameOrId)).findFirst());
  }

  public void rename(Property property, String name) {
    properties.set(properties.indexOf(property), property.named(name));
  }

  /** All rows, also those in the trash, oldest first. */
  public List<Node> rows() {
    return List.copyOf(rows);
  }

  void add(Node row) {
    rows.add(row);
  }

  /** What the next row's {@code unique_id} counts. */
  public int nextNumber() {
    return ++numbered;
  }

  /** Somebody took it out of its database: it is in the trash by itself. */
  public void remove() {
    removed = true;
  }

  public boolean inTrash() {
    return removed || database.inTrash();
  }
}
