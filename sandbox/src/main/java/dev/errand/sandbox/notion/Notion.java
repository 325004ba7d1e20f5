package dev.errand.sandbox.notion;

import dev.errand.sandbox.notion.model.Connection;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Workspace;
import dev.errand.sandbox.notion.model.Workspaces;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
   * @param parentId null for the root of the workspace
   * @return the page's id
   */
  public String makePage(Person person, String title, @Nullable String parentId) {
    Workspace workspace = workspaces.of(person);
    synchronized (workspace) {
      Node parent = parentId == null ? null : page(workspace, parentId);
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

  /** Shares a page, and all that is in it, with the demo app. */
  public void share(Person person, String pageId) {
    share(person, Client.DEMO.id(), pageId);
  }

  public void share(Person person, String clientId, String pageId) {
    Connection connection = workspaces.connection(person, clientId);
    synchronized (connection.workspace()) {
      connection.share(page(connection.workspace(), pageId).id());
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
   * @param blocks from top to bottom, as the API shows them, without what is inside each
   */
  public record PageContent(
      String id, String title, @Nullable String parentId, List<ObjectNode> blocks) {}

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
                    page.children().stream().map(Shown::block).toList());
              })
          .toList();
    }
  }

  private static Node page(Workspace workspace, String id) {
    return workspace
        .page(id)
        .orElseThrow(() -> new IllegalArgumentException("There is no page " + id));
  }
}
