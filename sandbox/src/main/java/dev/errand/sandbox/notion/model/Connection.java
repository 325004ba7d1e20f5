package dev.errand.sandbox.notion.model;

import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.Person;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One app's access to one person's workspace: a bot, and the pages that were shared with it.
 * Guarded by the workspace.
 */
public final class Connection {

  private final String botId;
  private final Client client;
  private final Person person;
  private final Workspace workspace;
  private final Set<String> shared = new HashSet<>();

  Connection(String botId, Client client, Person person, Workspace workspace) {
    this.botId = botId;
    this.client = client;
    this.person = person;
    this.workspace = workspace;
  }

  /** Also the id of the bot as a user. */
  public String botId() {
    return botId;
  }

  public Client client() {
    return client;
  }

  public Person person() {
    return person;
  }

  public Workspace workspace() {
    return workspace;
  }

  public void share(String pageId) {
    shared.add(pageId);
  }

  public void unshare(String pageId) {
    shared.remove(pageId);
  }

  public boolean sees(Node node) {
    for (Node at = node; at != null; at = at.parent()) {
      if (shared.contains(at.id())) {
        return true;
      }
    }
    return false;
  }

  /** A page or another block, if it is there and shared: the two cannot be told apart. */
  public Optional<Node> block(String id) {
    return workspace.block(id).filter(this::sees);
  }

  public Optional<Node> database(String id) {
    return block(id).filter(Node::isDatabase);
  }

  public Optional<DataSource> source(String id) {
    return workspace.source(id).filter(source -> sees(source.database()));
  }

  public Optional<Node> page(String id) {
    return workspace.page(id).filter(this::sees);
  }
}
