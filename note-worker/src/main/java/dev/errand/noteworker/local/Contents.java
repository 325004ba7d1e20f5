package dev.errand.noteworker.local;

import dev.errand.noteworker.operations.Workspaces;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The person's "Personal Assistant" page and the "Table of Contents", which are files as others.
 *
 * <p>An entry is a line with a link to the note's file, and the note's id in a comment that no
 * reader shows. Whenever the contents are looked after, each entry is made true: where its note
 * lies now, under the title it has now; and it goes with its note. Other lines are the person's.
 */
final class Contents {

  private static final Pattern ENTRY =
      Pattern.compile(".*<!-- ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}) -->");

  private final Notebook notebook;

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
    NoteFile made =
        notebook.make(
            contentsId(), Map.of(FrontMatter.PARENT, assistant.id()), Workspaces.CONTENTS, "");
    lookAfter(note -> true);
    return made;
  }

  /** Lists a note, unless it is listed, and makes all entries true. */
  void add(String id) throws IOException {
    contents();
    lookAfter(note -> note.id().equals(id));
  }

  /** Lists a note that is there again, if there are contents. */
  void addAgain(String id) throws IOException {
    lookAfter(note -> note.id().equals(id));
  }

  /** Makes all entries true, if there are contents: what is not there any more goes. */
  void lookAfter() throws IOException {
    lookAfter(note -> false);
  }

  private void lookAfter(Predicate<NoteFile> toBeListed) throws IOException {
    Optional<NoteFile> file = notebook.findLiving(contentsId());
    if (file.isEmpty() || file.get().front().broken()) {
      return;
    }
    String former = notebook.show(file.get(), Notebook.LARGEST).text();
    List<NoteFile> notes = notebook.living().stream().filter(note -> !isPlace(note)).toList();
    Map<String, NoteFile> byId =
        notes.stream().collect(Collectors.toMap(NoteFile::id, note -> note));
    List<String> lines = new ArrayList<>();
    List<String> listed = new ArrayList<>();
    for (String line : former.lines().toList()) {
      Matcher entry = ENTRY.matcher(line);
      if (!entry.matches()) {
        lines.add(line);
      } else if (byId.containsKey(entry.group(1)) && !listed.contains(entry.group(1))) {
        listed.add(entry.group(1));
        lines.add(entry(file.get(), byId.get(entry.group(1))));
      }
    }
    notes.stream()
        .filter(toBeListed.and(note -> !listed.contains(note.id())))
        .forEach(note -> lines.add(entry(file.get(), note)));
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    if (!text.equals(former)) {
      notebook.rewrite(file.get(), text);
    }
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
    return text.lines().anyMatch(line -> isEntry(line) && line.endsWith("<!-- " + id + " -->"));
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
