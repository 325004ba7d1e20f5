package dev.errand.sandbox.graph.mailbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The folder tree of one mailbox, with Exchange's well-known names. */
public final class Folders {

  /** Names that Exchange knows and this mailbox has no folder for. */
  private static final Set<String> ABSENT =
      Set.of(
          "clutter",
          "conflicts",
          "localfailures",
          "scheduled",
          "searchfolders",
          "serverfailures",
          "syncissues");

  private final Ids ids;
  private final Map<String, Folder> byId = new LinkedHashMap<>();
  private final Map<String, Folder> byName = new LinkedHashMap<>();
  private final Folder root;
  private Language language = Language.ENGLISH;

  Folders(Ids ids) {
    this.ids = ids;
    root = new Folder(ids.folder(), "Top of Information Store", null, false);
    byId.put(root.id(), root);
    byName.put("msgfolderroot", root);
    for (String name : Language.WELL_KNOWN) {
      byName.put(name, add(String.valueOf(language.folders().get(name)), root, false));
    }
    // Not below the root: what is purged is in no list and no folder shows it.
    Folder purged = new Folder(ids.folder(), "Deletions", null, true);
    byId.put(purged.id(), purged);
    byName.put("recoverableitemsdeletions", purged);
  }

  /** By id or well-known name. */
  public Folder require(String idOrName) {
    String name = idOrName.toLowerCase(Locale.ROOT);
    Folder folder = byName.getOrDefault(name, byId.get(idOrName));
    if (folder != null) {
      return folder;
    }
    if (ABSENT.contains(name)) {
      throw MailErrors.folderNotFound();
    }
    Ids.requireWellFormed(idOrName);
    throw MailErrors.folderNotFound();
  }

  Language language() {
    return language;
  }

  public Folder root() {
    return root;
  }

  Folder inbox() {
    return require("inbox");
  }

  Folder drafts() {
    return require("drafts");
  }

  Folder outbox() {
    return require("outbox");
  }

  Folder sentItems() {
    return require("sentitems");
  }

  Folder deletedItems() {
    return require("deleteditems");
  }

  Folder purged() {
    return require("recoverableitemsdeletions");
  }

  /** Makes a folder; names are unique below one parent, whatever their case. */
  public Folder create(String displayName, Folder parent, boolean hidden) {
    if (displayName.isBlank()) {
      throw MailErrors.invalidAttachment("The display name of a folder is required.");
    }
    if (children(parent, true).stream()
        .anyMatch(child -> child.displayName().equalsIgnoreCase(displayName))) {
      throw MailErrors.folderExists();
    }
    return add(displayName, parent, hidden);
  }

  private Folder add(String displayName, Folder parent, boolean hidden) {
    Folder folder = new Folder(ids.folder(), displayName, parent, hidden);
    byId.put(folder.id(), folder);
    return folder;
  }

  /** The folders directly below. */
  public List<Folder> children(Folder parent, boolean withHidden) {
    return byId.values().stream()
        .filter(folder -> folder.parent() == parent)
        .filter(folder -> withHidden || !folder.hidden())
        .toList();
  }

  /** All properties, in the order in which they are shown. */
  public ObjectNode document(Folder folder) {
    return folder.document(children(folder, false).size());
  }
}
