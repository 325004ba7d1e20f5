package dev.errand.sandbox.notion.model;

import dev.errand.sandbox.people.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The pages and databases of a workspace. Hold its monitor while using it or its nodes. */
public final class Workspace {

  private final String id;
  private final String name;
  private final Plan plan;
  private final Map<String, Node> pages = new LinkedHashMap<>();
  private final Map<String, Node> blocks = new HashMap<>();
  private final Map<String, DataSource> sources = new LinkedHashMap<>();

  public Workspace(String id, String name, Plan plan) {
    this.id = id;
    this.name = name;
    this.plan = plan;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Plan plan() {
    return plan;
  }

  /** A page or another block. */
  public Optional<Node> block(String nodeId) {
    Node page = pages.get(nodeId);
    return Optional.ofNullable(page != null ? page : blocks.get(nodeId));
  }

  public Optional<Node> page(String pageId) {
    return Optional.ofNullable(pages.get(pageId));
  }

  /** All pages, also those in the trash, oldest first. */
  public Collection<Node> pages() {
    return List.copyOf(pages.values());
  }

  /** Makes a page, last in its parent. */
  public Node addPage(@Nullable Node parent, ObjectNode content, String by, Instant now) {
    Node page = new Node(Node.PAGE, parent, content, by, now);
    pages.put(page.id(), page);
    if (parent != null) {
      parent.append(page);
      parent.touch(by, now);
    }
    return page;
  }

  /** Makes a database, last in its parent; it has no data source yet. */
  public Node addDatabase(@Nullable Node parent, ObjectNode content, String by, Instant now) {
    Node database = new Node(Node.DATABASE, parent, content, by, now);
    blocks.put(database.id(), database);
    if (parent != null) {
      parent.append(database);
      parent.touch(by, now);
    }
    return database;
  }

  public void add(DataSource source) {
    sources.put(source.id(), source);
  }

  public Optional<DataSource> source(String sourceId) {
    return Optional.ofNullable(sources.get(sourceId));
  }

  /** All data sources, oldest first, with those in the trash. */
  public List<DataSource> sources() {
    return List.copyOf(sources.values());
  }

  /** Makes a row; a database has its rows in its data sources, not among its children. */
  public Node addRow(Row row, ObjectNode content, String by, Instant now) {
    Node page = new Node(row, content, by, now);
    pages.put(page.id(), page);
    row.source().add(page);
    return page;
  }

  /** Makes known what was built: a block and all in it. */
  public void know(Node block) {
    blocks.put(block.id(), block);
    block.children().forEach(this::know);
  }

  /** Tells search that a page's title or trash changed; it will notice after the lag. */
  public void reindex(Node page, Duration lag, Instant now) {
    String seen = page.indexed().titleAt(now.minus(lag));
    page.indexed().changed(page.inTrash() ? null : page.title(), seen, now);
  }

  /** Tells search of a new data source; it will notice after the lag. */
  public void index(DataSource source, Instant now) {
    source.indexed().changed(Node.plain(source.title()), null, now);
  }

  public Optional<String> indexedTitle(DataSource source, Duration lag, Instant now) {
    return Optional.ofNullable(source.indexed().titleAt(now.minus(lag)));
  }

  /** All pages at or under a page, itself first. */
  public List<Node> pagesUnder(Node page) {
    List<Node> found = new ArrayList<>();
    for (Node candidate : pages.values()) {
      for (Node node = candidate; node != null; node = node.parent()) {
        if (node == page) {
          found.add(candidate);
          break;
        }
      }
    }
    return found;
  }

  /** What search knows of a page; empty if it is not to be found. */
  public Optional<String> indexedTitle(Node page, Duration lag, Instant now) {
    return Optional.ofNullable(page.indexed().titleAt(now.minus(lag)));
  }
}
