package dev.errand.e2e;

import dev.errand.e2e.oracle.Mailbox;
import dev.errand.e2e.oracle.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads what the sandbox tells of a user's mailbox.
 *
 * @param folders all of them with what lies in them
 * @param desk the mails that are moved and marked
 */
record ReadMailbox(JsonNode folders, Desk desk) {

  /** Folders that commands name by a word. */
  private static final Map<String, String> WELL_KNOWN =
      Map.of("Inbox", "inbox", "Deleted Items", "deleteditems");

  Mailbox read() {
    Map<String, String> states = new HashMap<>();
    for (String name : List.of(Desk.SLIP, Desk.SCRAP)) {
      states.put(Settings.folderOf(desk.id(name)), "nowhere");
    }
    states.put(Settings.marksOf(desk.id(Desk.PAPER)), "no mail");
    for (JsonNode folder : folders) {
      for (JsonNode mail : folder.path("messages")) {
        String id = mail.path("immutableId").asString();
        states.computeIfPresent(Settings.folderOf(id), (thing, _) -> wordFor(folder));
        states.computeIfPresent(Settings.marksOf(id), (thing, _) -> marks(mail));
      }
    }
    return new Mailbox(
        folders.valueStream().map(folder -> folder.path("path").asString()).toList(), states);
  }

  private static String wordFor(JsonNode folder) {
    return WELL_KNOWN.getOrDefault(folder.path("path").asString(), folder.path("id").asString());
  }

  private static String marks(JsonNode mail) {
    return Settings.marks(
        mail.path("isRead").asBoolean(),
        mail.path("flag").path("flagStatus").asString("notFlagged"),
        mail.path("categories").valueStream().map(JsonNode::asString).toList());
  }
}
