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

  private static final int LONGEST_NAME = 255;

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
    requireFree(displayName, parent);
    return add(displayName, parent, hidden);
  }

  /** Gives it another name; a folder with a well-known name keeps its own. */
  public void rename(Folder folder, String displayName) {
    requireOwn(folder);
    if (!folder.displayName().equalsIgnoreCase(displayName)) {
      requireFree(displayName, parentOf(folder));
    }
    folder.rename(displayName);
  }

  /** Puts it below another one; everything in it goes along. */
  public void move(Folder folder, Folder destination) {
    requireOwn(folder);
    if (destination.isWithin(folder)) {
      throw MailErrors.folderIntoItself();
    }
    requireFree(folder.displayName(), destination);
    relocate(folder, destination);
  }

  /**
   * To Deleted Items first, from there to where no list shows it. A name that is taken there gets a
   * number, as in Outlook.
   */
  public void delete(Folder folder) {
    requireOwn(folder);
    Folder destination = folder.isWithin(deletedItems()) ? purged() : deletedItems();
    String name = folder.displayName();
    for (int i = 1; isTaken(folder.displayName(), destination); i++) {
      folder.rename(name + i);
    }
    relocate(folder, destination);
  }

  private void relocate(Folder folder, Folder destination) {
    byId.remove(folder.id());
    folder.move(ids.folder(), destination);
    byId.put(folder.id(), folder);
    children(folder, true).forEach(child -> child.move(child.id(), folder));
  }

  private void requireFree(String displayName, Folder parent) {
    if (displayName.isBlank() || displayName.length() > LONGEST_NAME) {
      throw MailErrors.invalidAttachment("The display name of a folder is required.");
    }
    if (isTaken(displayName, parent)) {
      throw MailErrors.folderExists();
    }
  }

  private boolean isTaken(String displayName, Folder parent) {
    return children(parent, true).stream()
        .anyMatch(child -> child.displayName().equalsIgnoreCase(displayName));
  }

  private void requireOwn(Folder folder) {
    if (byName.containsValue(folder)) {
      throw MailErrors.distinguishedFolder();
    }
  }

  private Folder parentOf(Folder folder) {
    Folder parent = folder.parent();
    return parent == null ? root : parent;
  }

  /** The folders that Exchange made are called as in another language; well-known names stay. */
  public void speak(Language other) {
    language = other;
    other.folders().forEach((name, displayName) -> require(name).rename(displayName));
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
