package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphBatch;
import dev.errand.mailworker.graph.GraphBatch.Item;
import dev.errand.mailworker.policy.GraphRefusal;
import dev.errand.mailworker.policy.Permission;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.OperationContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One look at a mailbox, in one HTTP request. What is refused is found out by it, and nothing is
 * made of it; what passes is thrown, so that the whole look is repeated.
 *
 * @param settings missing where they may not be read
 * @param folders Outlook's own that are there, by their well-known names
 * @param refused whose right to look was not there after all: that to read, if no folder could be
 *     read
 * @param unreachable whether Microsoft knows no mailbox
 */
record MailboxLook(
    JsonNode settings,
    Map<String, JsonNode> folders,
    Set<Permission> refused,
    boolean unreachable) {

  private static final String SETTINGS = "/me/mailboxSettings";

  /** In the order in which people think of them. */
  private static final List<String> FOLDERS =
      List.of("inbox", "drafts", "sentitems", "archive", "deleteditems", "junkemail", "outbox");

  /** Looks at what may be looked at. */
  static MailboxLook at(OperationContext context, GraphBatch graph, Set<Permission> granted) {
    List<String> urls = new ArrayList<>();
    if (granted.contains(Permission.READ_SETTINGS)) {
      urls.add(SETTINGS);
    }
    if (granted.contains(Permission.READ)) {
      FOLDERS.forEach(folder -> urls.add(url(folder)));
    }
    return urls.isEmpty()
        ? new MailboxLook(MissingNode.getInstance(), Map.of(), Set.of(), false)
        : context.call(
            "graph.mailbox.look", GraphBatch.cost(urls.size()), token -> read(graph, token, urls));
  }

  private static MailboxLook read(GraphBatch graph, AccessToken token, List<String> urls) {
    List<Item> items = graph.read(token, urls);
    JsonNode settings = MissingNode.getInstance();
    Map<String, JsonNode> folders = new LinkedHashMap<>();
    EnumSet<Permission> refused = EnumSet.noneOf(Permission.class);
    boolean unreachable = false;
    for (int i = 0; i < urls.size(); i++) {
      boolean ofSettings = urls.get(i).equals(SETTINGS);
      switch (items.get(i)) {
        case Item.Told(JsonNode body) when ofSettings -> settings = body;
        case Item.Told(JsonNode body) -> folders.put(name(urls.get(i)), body);
        case Item.Failed(var failure) -> {
          switch (GraphRefusal.of(failure).orElseThrow(() -> failure)) {
            case NOT_ALLOWED ->
                refused.add(ofSettings ? Permission.READ_SETTINGS : Permission.READ);
            case NO_MAILBOX -> unreachable = true;
            case NOT_FOUND -> {} // not every mailbox has an archive
            case NOT_ACCEPTED -> throw failure;
          }
        }
      }
    }
    if (!folders.isEmpty()) {
      refused.remove(Permission.READ); // one folder that is closed is not the mailbox
    }
    return new MailboxLook(settings, folders, refused, unreachable);
  }

  private static String url(String folder) {
    return "/me/mailFolders/" + folder + "?$select=id,displayName,unreadItemCount,totalItemCount";
  }

  private static String name(String url) {
    return url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
  }

  boolean sawSomething() {
    return !settings.isMissingNode() || !folders.isEmpty();
  }
}
