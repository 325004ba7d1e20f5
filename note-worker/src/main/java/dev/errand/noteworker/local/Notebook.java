package dev.errand.noteworker.local;

import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One person's folder, for one run of one command.
 *
 * <ol>
 *   <li>A file is written beside its place and then given its name: it is there whole or not at
 *       all, and no file of somebody else is replaced by a new one.
 *   <li>A change carries the mark of its command in the file itself, so a run after a crash finds
 *       whether it was made.
 *   <li>What was changed by hand since it was read is not written over.
 * </ol>
 *
 * <p>For one thread; the folder is locked while commands change something in it.
 */
final class Notebook {

  /** Four bytes for each of a million characters: ten times the longest note that is written. */
  static final int LARGEST = 4_000_000;

  /** Behind a command in doubt there are at most one of the other priority, and replays. */
  private static final int MARKS = 16;

  private static final int MARK = 16;

  private static final Path NOWHERE = Path.of("");

  private final Path folder;
  private final UserId user;
  private final CommandId command;
  private final Disk disk;
  private final InstantSource stamps;
  private List<NoteFile> notes;

  Notebook(Path folder, UserId user, CommandId command, Disk disk, InstantSource stamps)
      throws IOException {
    this.folder = folder;
    this.user = user;
    this.command = command;
    this.disk = disk;
    this.stamps = stamps;
    this.notes = scan();
  }

  private List<NoteFile> scan() throws IOException {
    return new ScanFolder(folder, place -> id("place", place)).notes();
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

  List<NoteFile> living() {
    return notes.stream().filter(note -> !note.inTrash()).toList();
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
    NoteFile note = get(id);
    if (note.inTrash()) {
      throw Refusals.inTrash();
    }
    if (note.front().broken()) {
      throw Refusals.brokenFrontMatter();
    }
    return note;
  }

  /** Its text as far as it is UTF-8, up to so many bytes; other bytes are shown as signs. */
  FrontMatter show(NoteFile note, int most) throws IOException {
    return FrontMatter.read(
        new String(ScanFolder.bytes(note.path(), most), StandardCharsets.UTF_8));
  }

  /** Makes a note, if this notebook has none of that id. */
  NoteFile make(String id, Map<String, Object> words, String title, String text)
      throws IOException {
    Optional<NoteFile> known = find(id).filter(note -> !note.inTrash());
    if (known.isPresent()) {
      return known.get();
    }
    Instant now = now();
    FrontMatter front =
        FrontMatter.none(text).set(FrontMatter.ID, id).set(FrontMatter.TITLE, title);
    for (Map.Entry<String, Object> word : words.entrySet()) {
      front = front.set(word.getKey(), word.getValue());
    }
    front = front.set(FrontMatter.CREATED, now).set(FrontMatter.EDITED, now);
    place(write(front), folder, name(title));
    notes = scan();
    return get(id);
  }

  /** What a file is to be, given all of it. */
  interface Change {

    FrontMatter of(FrontMatter former) throws IOException;
  }

  /**
   * Changes a note, once for each command.
   *
   * @param told what of the change is to be known afterwards; kept with the command's mark
   * @return what was told when it was made
   */
  int change(NoteFile note, Change change, Told told) throws IOException {
    for (String mark : note.front().list(FrontMatter.DONE_BY)) {
      if (mark.startsWith(mark())) {
        return mark.length() > MARK ? Integer.parseInt(mark.substring(MARK + 1)) : 0;
      }
    }
    byte[] former = ScanFolder.bytes(note.path(), LARGEST + 1);
    FrontMatter front = FrontMatter.read(strictly(former));
    int number = told.of(front);
    replace(note, former, marked(note, change.of(front), mark() + "-" + number));
    return number;
  }

  /** A number about a change. */
  interface Told {

    int of(FrontMatter former);
  }

  private FrontMatter marked(NoteFile note, FrontMatter changed, String mark) {
    List<String> marks = new ArrayList<>(changed.list(FrontMatter.DONE_BY));
    marks.add(mark);
    return changed
        .set(FrontMatter.ID, note.id())
        .set(FrontMatter.EDITED, now())
        .set(FrontMatter.DONE_BY, marks.subList(Math.max(0, marks.size() - MARKS), marks.size()));
  }

  /** Writes a file anew, without a mark: to be the same whoever does so. */
  void rewrite(NoteFile note, String text) throws IOException {
    byte[] former = ScanFolder.bytes(note.path(), LARGEST + 1);
    FrontMatter front = FrontMatter.read(strictly(former));
    replace(note, former, front.with(text).set(FrontMatter.EDITED, now()));
  }

  private void replace(NoteFile note, byte[] former, FrontMatter changed) throws IOException {
    Path written = write(changed);
    if (!Arrays.equals(ScanFolder.bytes(note.path(), LARGEST + 1), former)) {
      throw new IOException("The file was changed by somebody else just now");
    }
    disk.replace(written, note.path());
    notes = scan();
  }

  /** Moves a note into the trash or out of it; its place is kept. */
  NoteFile move(NoteFile note, boolean intoTrash) throws IOException {
    if (note.inTrash() != intoTrash) {
      Path place = Path.of(note.place());
      Path target = intoTrash ? folder.resolve(ScanFolder.TRASH) : folder;
      disk.folder(target);
      for (Path part : Objects.requireNonNullElse(place.getParent(), NOWHERE)) {
        target = target.resolve(part.toString());
        disk.folder(target);
      }
      place(note.path(), target, place.getFileName().toString().replaceFirst("\\.[^.]*$", ""));
      notes = scan();
    }
    return note;
  }

  /** In plain letters where this machine's names know no others. */
  private String name(String title) {
    try {
      String slug = Slug.of(title);
      var _ = folder.resolve(slug);
      return slug;
    } catch (InvalidPathException unknownLetters) {
      return Slug.plain(title);
    }
  }

  /** Gives a file a free name in a folder. */
  private void place(Path file, Path target, String name) throws IOException {
    for (int copy = 1; ; copy++) {
      Path free = target.resolve(copy == 1 ? name + ".md" : name + "-" + copy + ".md");
      try {
        if (!Files.exists(free, LinkOption.NOFOLLOW_LINKS)) {
          disk.move(file, free);
          return;
        }
      } catch (FileAlreadyExistsException taken) {
        // The next name, then.
      }
    }
  }

  private Path write(FrontMatter file) throws IOException {
    byte[] bytes = file.whole().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LARGEST) {
      throw Refusals.tooLarge();
    }
    Path written = folder.resolve(FolderLock.OWN).resolve(UUID.randomUUID() + FolderLock.SPARE);
    disk.write(written, bytes);
    return written;
  }

  private static String strictly(byte[] bytes) {
    if (bytes.length > LARGEST) {
      throw Refusals.tooLarge();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException other) {
      throw Refusals.notUtf8();
    }
  }

  private Instant now() {
    return stamps.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
