package dev.errand.sandbox.notion;

import dev.errand.sandbox.notion.model.Connection;
import dev.errand.sandbox.notion.model.DataSource;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Row;
import dev.errand.sandbox.notion.model.Workspace;
import dev.errand.sandbox.notion.model.Workspaces;
import dev.errand.sandbox.notion.rules.Blocks;
import dev.errand.sandbox.notion.rules.Field;
import dev.errand.sandbox.notion.rules.PropertyConfigs;
import dev.errand.sandbox.notion.rules.PropertyValues;
import dev.errand.sandbox.notion.rules.RichTexts;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What people do in Notion by hand, and what tests look at. Safe for all threads. */
public final class Notion {

  private final World world;
  private final Workspaces workspaces;
  private volatile Duration searchLag = Duration.ofMillis(400);

  public Notion(World world) {
    this.world = world;
    this.workspaces = new Workspaces(world);
  }

  Workspaces workspaces() {
    return workspaces;
  }

  /** How long search does not notice a change; 400 ms by default. */
  public Duration searchLag() {
    return searchLag;
  }

  public void searchLag(Duration lag) {
    searchLag = lag;
  }

  /**
   * A page made by the person; nobody else sees it until it is shared.
   *
   * @param parentId a page, or a block that holds others, as a toggle; null for the root of the
   *     workspace
   * @return the page's id
   */
  public String makePage(Person person, String title, @Nullable String parentId) {
    Workspace workspace = workspaces.of(person);
    synchronized (workspace) {
      Node parent = parentId == null ? null : holder(workspace, parentId);
      Instant now = world.clock().instant();
      Node page = workspace.addPage(parent, Node.titled(title), person.notionUserId(), now);
      workspace.reindex(page, searchLag, now);
      return page.id();
    }
  }

  public void rename(Person person, String pageId, String title) {
    Workspace workspace = workspaces.of(person);
    synchronized (workspace) {
      Node page = page(workspace, pageId);
      Instant now = world.clock().instant();
      page.edit(Node.titled(title), person.notionUserId(), now);
      workspace.reindex(page, searchLag, now);
    }
  }

  /** Drags a page into another one. */
  public void move(Person person, String pageId, String parentId) {
    Workspace workspace = workspaces.of(person);
    synchronized (workspace) {
      page(workspace, pageId)
          .moveTo(holder(workspace, parentId), person.notionUserId(), world.clock().instant());
    }
  }

  /** Puts a page into the trash, or takes it out. */
  public void trash(Person person, String pageId, boolean inTrash) {
    Workspace workspace = workspaces.of(person);
    synchronized (workspace) {
      Node page = page(workspace, pageId);
      Instant now = world.clock().instant();
      page.trash(inTrash, person.notionUserId(), now);
      workspace.pagesUnder(page).forEach(under -> workspace.reindex(under, searchLag, now));
    }
  }

  /** Shares a page or a database, and all that is in it, with the demo app. */
  public void share(Person person, String pageId) {
    share(person, Client.DEMO.id(), pageId);
  }

  public void share(Person person, String clientId, String pageId) {
    Connection connection = workspaces.connection(person, clientId);
    synchronized (connection.workspace()) {
      connection.share(shareable(connection.workspace(), pageId).id());
    }
  }

  public void unshare(Person person, String clientId, String pageId) {
    Connection connection = workspaces.connection(person, clientId);
    synchronized (connection.workspace()) {
      connection.unshare(pageId);
    }
  }

  /** The bot that acts for a person in an app's name. */
  public String botId(Person person, String clientId) {
    return workspaces.connection(person, clientId).botId();
  }

  /** A page, as a person sees it in the sidebar. */
  public record PageView(
      String id, String title, @Nullable String parentId, String createdBy, boolean inTrash) {}

  /** All pages of the person's workspace, oldest first, with those in the trash. */
  public List<PageView> pages(Person person) {
    Workspace workspace = workspaces.of(person);
    synchronized (workspace) {
      return workspace.pages().stream()
          .map(
              page -> {
                Node parent = page.parent();
                return new PageView(
                    page.id(),
                    page.title(),
                    parent == null ? null : parent.id(),
                    page.createdBy(),
                    page.inTrash());
              })
          .toList();
    }
  }

  /**
   * A page with what stands in it.
   *
   * @param parentId the page or block it lies in; of a row the database
   * @param properties as the API shows them: of a row all its values
   * @param blocks from top to bottom, as the API shows them, without what is inside each
   */
  public record PageContent(
      String id,
      String title,
      @Nullable String parentId,
      JsonNode properties,
      List<ObjectNode> blocks) {}

  /** All pages of the person's workspace that are not in the trash, oldest first. */
  public List<PageContent> contents(Person person) {
    Workspace workspace = workspaces.of(person);
    synchronized (workspace) {
      return workspace.pages().stream()
          .filter(page -> !page.inTrash())
          .map(
              page -> {
                Node parent = page.parent();
                return new PageContent(
                    page.id(),
                    page.title(),
                    parent == null ? null : parent.id(),
                    Shown.page(page).path("properties"),
                    page.children().stream().map(Shown::block).toList());
              })
          .toList();
    }
  }

  /** A database made by the person, with its one data source. */
  public record Made(String database, String source) {}

  /**
   * A database made by the person.
   *
   * @param properties its columns, as in a request
   */
  public Made makeDatabase(
      Person person, String title, @Nullable String parentId, JsonNode properties) {
    Workspace workspace = workspaces.of(person);
    synchronized (workspace) {
      Node parent = parentId == null ? null : page(workspace, parentId);
      Instant now = world.clock().instant();
      Node database = workspace.addDatabase(parent, Node.titled(title), person.notionUserId(), now);
      return new Made(database.id(), add(workspace, database, title, properties, person));
    }
  }

  /** Another data source in a database; the id of it. */
  public String addSource(Person person, String databaseId, String title, JsonNode properties) {
    Workspace workspace = workspaces.of(person);
    synchronized (workspace) {
      Node database = workspace.block(databaseId).filter(Node::isDatabase).orElseThrow();
      return add(workspace, database, title, properties, person);
    }
  }

  private String add(
      Workspace workspace, Node database, String title, JsonNode properties, Person person) {
    PropertyConfigs configs = new PropertyConfigs(id -> workspace.source(id).orElseThrow());
    DataSource source =
        new DataSource(
            database,
            (ArrayNode) Node.titled(title).path("title"),
            configs.parse(Field.body(properties)),
            person.notionUserId(),
            world.clock().instant());
    workspace.add(source);
    workspace.index(source, world.clock().instant());
    return source.id();
  }

  /** Takes a data source out of its database. */
  public void removeSource(Person person, String sourceId) {
    Workspace workspace = workspaces.of(person);
    synchronized (workspace) {
      workspace.source(sourceId).orElseThrow().remove();
    }
  }

  public void renameProperty(Person person, String sourceId, String name, String other) {
    Workspace workspace = workspaces.of(person);
    synchronized (workspace) {
      DataSource source = workspace.source(sourceId).orElseThrow();
      source.rename(source.find(name).orElseThrow(), other);
    }
  }

  /**
   * A row made by the person; the id of it.
   *
   * @param values as in a request
   */
  public String makeRow(Person person, String sourceId, JsonNode values) {
    Workspace workspace = workspaces.of(person);
    synchronized (workspace) {
      DataSource source = workspace.source(sourceId).orElseThrow();
      PropertyValues rules =
          new PropertyValues(
              new RichTexts(id -> page(workspace, id).title()),
              id -> page(workspace, id),
              user -> {});
      Instant now = world.clock().instant();
      Node row =
          RowsApi.make(
              workspace,
              source,
              rules.parse(source, Field.body(values)),
              person.notionUserId(),
              now);
      workspace.reindex(row, searchLag, now);
      return row.id();
    }
  }

  /**
   * Says what a formula or a rollup of a row comes to.
   *
   * @param value as it is answered, such as {@code {"type":"number","number":3}}
   */
  public void compute(Person person, String rowId, String property, JsonNode value) {
    Workspace workspace = workspaces.of(person);
    synchronized (workspace) {
      Row row = Objects.requireNonNull(page(workspace, rowId).row());
      row.put(Map.of(row.source().find(property).orElseThrow().id(), value));
    }
  }

  /** Refuses who is not in the workspace of a call. */
  void checkUser(NotionCall call, String userId) {
    boolean there =
        userId.equals(call.bot())
            || world.people().all().stream()
                .filter(person -> person.notionUserId().equals(userId))
                .anyMatch(person -> workspaces.of(person) == call.connection().workspace());
    if (!there) {
      throw call.notFound("user", userId);
    }
  }

  private static Node shareable(Workspace workspace, String id) {
    return workspace.block(id).filter(Node::isDatabase).orElseGet(() -> page(workspace, id));
  }

  private static Node holder(Workspace workspace, String id) {
    return workspace
        .block(id)
        .filter(node -> node.isPage() || Blocks.isContainer(node.type(), node.content()))
        .orElseThrow(() -> new IllegalArgumentException("Nothing can lie in " + id));
  }

  private static Node page(Workspace workspace, String id) {
    return workspace
        .page(id)
        .orElseThrow(() -> new IllegalArgumentException("There is no page " + id));
  }
}
