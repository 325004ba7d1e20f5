package dev.errand.noteworker.local;

import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One person's folder, for one run of one command.
 *
 * <ol>
 *   <li>A change carries the mark of its command in the file itself, so a run after a crash finds
 *       whether it was made.
 *   <li>What was changed by hand since it was read is not written over.
 *   <li>Once a file has its new state, nothing is asked of the disk for it any more: what follows
 *       can neither fail because of it nor make it untrue.
 * </ol>
 *
 * <p>For one thread; the folder is locked while commands change something in it.
 */
final class Notebook {

  private static final int MARK = 16;

  private final Path folder;
  private final UserId user;
  private final CommandId command;
  private final InstantSource stamps;
  private final FolderFiles files;
  private final List<NoteFile> notes;
  private final List<String> closed;

  Notebook(Path folder, UserId user, CommandId command, Disk disk, InstantSource stamps)
      throws IOException {
    this.folder = folder;
    this.user = user;
    this.command = command;
    this.stamps = stamps;
    this.files = new FolderFiles(folder, disk);
    ScanFolder.Found found = new ScanFolder(folder, disk, place -> id("place", place)).look();
    this.notes = new ArrayList<>(found.notes());
    this.closed = found.closed();
  }

  UserId user() {
    return user;
  }

  Path folder() {
    return folder;
  }

  /** An id that is this person's alone, and the same each time. */
  String id(String kind, String name) {
    String whole = String.join("\0", "errand-note", user.value(), kind, name);
    return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** The id of the note that this command makes. */
  String newId() {
    return id("command", command.value());
  }

  /** What this command leaves in the files it changes. */
  String mark() {
    return Digest.hex(command.value().getBytes(StandardCharsets.UTF_8)).substring(0, MARK);
  }

  Instant now() {
    return stamps.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  List<NoteFile> living() {
    return notes.stream().filter(note -> !note.inTrash()).toList();
  }

  /** Where files lie that may not be read. */
  List<String> closed() {
    return closed;
  }

  /** The note of that id, which may be in the trash. */
  Optional<NoteFile> find(String id) {
    return notes.stream().filter(note -> note.id().equals(id)).findFirst();
  }

  Optional<NoteFile> findLiving(String id) {
    return find(id).filter(note -> !note.inTrash());
  }

  /**
   * The note of that id.
   *
   * @throws OperationStopped if there is none
   */
  NoteFile get(String id) {
    return find(id).orElseThrow(Refusals::notFound);
  }

  /**
   * The note of that id, to be changed.
   *
   * @throws OperationStopped if there is none, or it is in the trash, or it cannot be changed
   */
  NoteFile getToChange(String id) {
    return requireChangeable(get(id));
  }

  static NoteFile requireChangeable(NoteFile note) {
    if (note.inTrash()) {
      throw Refusals.inTrash();
    }
    if (note.beginning().broken()) {
      throw Refusals.brokenFrontMatter();
    }
    return note;
  }

  /** Its text as far as it is UTF-8; other bytes are shown as signs. */
  FrontMatter show(NoteFile note) throws IOException {
    return files.show(note.path());
  }

  /** All of it, or a byte more than what can be changed. */
  byte[] bytes(NoteFile note) throws IOException {
    return files.read(note.path());
  }

  /**
   * Looks whether there is room for so many notes more, before the first of them is made.
   *
   * @throws OperationStopped if there is none
   */
  void requireRoom(int more) {
    if (notes.size() + more > ScanFolder.MOST_FILES) {
      throw Refusals.tooMany();
    }
  }

  /** Makes a note, if this notebook has none of that id that is not in the trash. */
  NoteFile make(String id, Map<String, Object> words, String title, String text)
      throws IOException {
    Optional<NoteFile> known = findLiving(id);
    if (known.isPresent()) {
      return known.get();
    }
    requireRoom(1);
    FrontMatter front =
        FrontMatter.none(text).set(FrontMatter.ID, id).set(FrontMatter.TITLE, title);
    for (Map.Entry<String, Object> word : words.entrySet()) {
      front = front.set(word.getKey(), word.getValue());
    }
    front = front.set(FrontMatter.CREATED, now()).set(FrontMatter.EDITED, now());
    byte[] bytes = FolderFiles.bytes(front);
    return know(id, files.make(bytes, title), false, front, bytes.length);
  }

  /** Changes a note, once for each command; see {@link NoteChange}. */
  int change(NoteFile note, NoteChange.Change change, NoteChange.Told told) throws IOException {
    return NoteChange.of(this, note, change, told).make();
  }

  /** Writes a file anew, without a mark: to be the same whoever does so. */
  void rewrite(NoteFile note, NoteChange.Change change) throws IOException {
    byte[] former = bytes(note);
    FrontMatter front = FolderFiles.strictly(former);
    FrontMatter changed = change.of(front);
    if (!changed.text().equals(front.text())) {
      replace(note, former, changed.set(FrontMatter.EDITED, now()));
    }
  }

  void replace(NoteFile note, byte[] former, FrontMatter changed) throws IOException {
    byte[] bytes = FolderFiles.bytes(changed);
    files.replace(note.path(), former, bytes);
    var _ = know(note.id(), note.path(), note.inTrash(), changed, bytes.length);
  }

  /**
   * Moves a note into the trash or out of it, under the name it has. Its id is written into it
   * before, and into each copy the copy's: else one would be taken for the other from then on.
   */
  NoteFile move(NoteFile note, boolean intoTrash) throws IOException {
    if (note.inTrash() == intoTrash) {
      return note;
    }
    for (NoteFile each : List.copyOf(notes)) {
      if (each.id().equals(note.id()) || note.id().equals(each.beginning().id())) {
        writeItsId(each);
      }
    }
    NoteFile named = get(note.id());
    Path path = files.move(named.path(), Path.of(named.place()), intoTrash);
    return know(moved(named, path, intoTrash));
  }

  private void writeItsId(NoteFile note) throws IOException {
    if (!note.saysItsId()) {
      byte[] former = bytes(note);
      FrontMatter front = FolderFiles.strictly(former);
      if (front.broken()) {
        throw Refusals.brokenFrontMatter();
      }
      replace(note, former, front.set(FrontMatter.ID, note.id()));
    }
  }

  private NoteFile moved(NoteFile note, Path path, boolean intoTrash) {
    return new NoteFile(
        note.id(),
        path,
        place(path, intoTrash),
        intoTrash,
        note.beginning(),
        note.size(),
        note.changed());
  }

  private NoteFile know(String id, Path path, boolean inTrash, FrontMatter front, int size) {
    Beginning beginning = Beginning.of(front, path.getFileName().toString());
    return know(new NoteFile(id, path, place(path, inTrash), inTrash, beginning, size, now()));
  }

  /** From now on this is the living note of its id. */
  private NoteFile know(NoteFile note) {
    notes.removeIf(each -> each.id().equals(note.id()));
    notes.add(note);
    notes.sort(ScanFolder.ORDER);
    return note;
  }

  private String place(Path path, boolean inTrash) {
    Path root = inTrash ? folder.resolve(ScanFolder.TRASH) : folder;
    return root.relativize(path).toString().replace('\\', '/');
  }
}
