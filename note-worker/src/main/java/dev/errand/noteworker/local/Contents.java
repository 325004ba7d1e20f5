package dev.errand.noteworker.local;

import dev.errand.noteworker.operations.Workspaces;
import dev.errand.pipeline.OperationStopped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The person's "Personal Assistant" page and the "Table of Contents", which are files as others.
 *
 * <p>An entry is a line with a link to the note's file, and the note's id in a comment that no
 * reader shows. Whenever the contents are looked after, each note has one entry: where it lies now,
 * under the title it has now. Other lines are the person's.
 *
 * <p>They are looked after when a note's own change is made. Whatever is in the way of that then
 * makes the change no less made, so it is not told as if it were: the next change, or {@code
 * workspace.ensure}, looks after them again.
 */
final class Contents {

  private static final Logger log = LoggerFactory.getLogger(Contents.class);

  private static final Pattern ENTRY =
      Pattern.compile(
          ".*<!-- ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}) -->\\s*",
          Pattern.DOTALL); // a title that was written before may have other ends of lines

  /** For a program that stores the file again and again. */
  private static final int TRIES = 3;

  private final Notebook notebook;

  private interface Step {
    void make() throws IOException;
  }

  Contents(Notebook notebook) {
    this.notebook = notebook;
  }

  String assistantId() {
    return notebook.id("page", "assistant");
  }

  String contentsId() {
    return notebook.id("page", "contents");
  }

  /** The page, which is made if it is not there; marked by the command that made it. */
  NoteFile assistant() throws IOException {
    return notebook.make(
        assistantId(),
        Map.of(FrontMatter.DONE_BY, List.of(notebook.mark())),
        Workspaces.PAGE,
        "Notes of your assistant.\n");
  }

  NoteFile contents() throws IOException {
    Optional<NoteFile> there = notebook.findLiving(contentsId());
    return there.isPresent() ? there.get() : made();
  }

  private NoteFile made() throws IOException {
    NoteFile assistant = assistant();
    return notebook.make(
        contentsId(), Map.of(FrontMatter.PARENT, assistant.id()), Workspaces.CONTENTS, "");
  }

  /** How many of the two are still to be made. */
  int toBeMade() {
    return (int)
        Stream.of(assistantId(), contentsId())
            .filter(id -> notebook.findLiving(id).isEmpty())
            .count();
  }

  /** Makes all entries true; trouble with the disk is trouble, and comes again. */
  void ensure() throws IOException {
    var _ = contents();
    try {
      lookAfterAll();
    } catch (OperationStopped byHand) {
      log.atInfo()
          .addKeyValue("userId", notebook.user())
          .addKeyValue("outcome", "conflict")
          .log("A table of contents is let be as its person left it; workspace.check tells them");
    }
  }

  /** A note is there, or there again: so are the contents, and list it. */
  void lookAfterNew() {
    afterwards(
        () -> {
          var _ = contents();
          lookAfterAll();
        });
  }

  /** Makes all entries true, if there are contents. */
  void lookAfter() {
    afterwards(this::lookAfterAll);
  }

  private void afterwards(Step step) {
    try {
      step.make();
    } catch (IOException | UncheckedIOException | OperationStopped inTheWay) {
      log.atWarn() // its message may have a title
          .addKeyValue("userId", notebook.user())
          .addKeyValue("outcome", inTheWay.getClass().getSimpleName())
          .log("A note was changed and the table of contents was not; the next change does that");
    }
  }

  private void lookAfterAll() throws IOException {
    for (int tries = 1; ; tries++) {
      Optional<NoteFile> file = notebook.findLiving(contentsId());
      if (file.isEmpty() || file.get().beginning().broken()) {
        return;
      }
      try {
        notebook.rewrite(file.get(), former -> former.with(made(file.get(), former.text())));
        return;
      } catch (FolderFiles.ChangedMeanwhile again) {
        if (tries == TRIES) {
          throw again;
        }
      }
    }
  }

  private String made(NoteFile file, String former) {
    Map<String, NoteFile> missing = new LinkedHashMap<>();
    notes().forEach(note -> missing.put(note.id(), note));
    List<String> lines = new ArrayList<>();
    for (String line : former.lines().toList()) {
      Matcher entry = ENTRY.matcher(line);
      if (!entry.matches()) {
        lines.add(line);
      } else {
        NoteFile listed = missing.remove(entry.group(1));
        if (listed != null) {
          lines.add(entry(file, listed));
        }
      }
    }
    missing.values().forEach(note -> lines.add(entry(file, note)));
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  /** Whether each note is listed once. */
  boolean areTrue(NoteFile file) throws IOException {
    List<String> listed =
        notebook
            .show(file)
            .text()
            .lines()
            .map(ENTRY::matcher)
            .filter(Matcher::matches)
            .map(entry -> entry.group(1))
            .sorted()
            .toList();
    return listed.equals(notes().stream().map(NoteFile::id).sorted().toList());
  }

  private List<NoteFile> notes() {
    return notebook.living().stream()
        .filter(note -> !isPlace(note))
        .sorted(NoteFile.OLDEST)
        .toList();
  }

  boolean isPlace(NoteFile note) {
    return note.id().equals(assistantId()) || note.id().equals(contentsId());
  }

  /** Whether a line leads to a note. */
  static boolean isEntry(String line) {
    return ENTRY.matcher(line).matches();
  }

  /** Whether one of the lines leads to that note. */
  static boolean lists(String text, String id) {
    return text.lines()
        .anyMatch(line -> isEntry(line) && line.stripTrailing().endsWith("<!-- " + id + " -->"));
  }

  /** A line in one file that leads to another. */
  static String entry(NoteFile contents, NoteFile note) {
    Path to = contents.path().resolveSibling("").relativize(note.path());
    String link = address(to.toString().replace('\\', '/'));
    String title = note.title().replaceAll("([\\\\\\[\\]<>`*_])", "\\\\$1");
    return "- [%s](%s) <!-- %s -->".formatted(title, link, note.id());
  }

  private static String address(String path) {
    try {
      return new URI(null, null, "./" + path, null)
          .getRawPath()
          .substring(2)
          .replace("(", "%28")
          .replace(")", "%29");
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("Every path can be written", impossible);
    }
  }
}
