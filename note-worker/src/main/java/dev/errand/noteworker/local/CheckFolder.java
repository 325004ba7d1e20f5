package dev.errand.noteworker.local;

import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.UserId;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.WorkspaceCheck;
import dev.errand.schemas.note.WorkspaceChecked;
import dev.errand.schemas.note.WorkspaceChecked.Missing;
import dev.errand.schemas.note.WorkspaceChecked.What;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code workspace.check} of a folder: how many notes are seen in it, what is missing, what is in
 * the way, and what the person can do. It only reads, and answers whatever state the folder is in.
 */
record CheckFolder(Shelf shelf) implements Operation {

  /** As many pages as a check in Notion counts. */
  private static final int MOST_COUNTED = 100;

  private static final int NAMED = 3;
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_FOLDER = 300;

  @Override
  public OperationName name() {
    return NoteOperations.WORKSPACE_CHECK;
  }

  @Override
  public boolean needsConnection(UserId user) {
    return false;
  }

  @Override
  public Object perform(OperationContext context) {
    context.input(WorkspaceCheck.class);
    Path folder = shelf.folder(context.command());
    Optional<Missing> noFolder = folder(folder);
    if (noFolder.isPresent()) {
      return nothingSeen(noFolder.get());
    }
    try {
      return check(shelf.open(context.command()));
    } catch (ScanFolder.TooMany many) {
      return nothingSeen(tooMany(folder));
    } catch (IOException failed) {
      return nothingSeen(mayNotRead(folder));
    }
  }

  private static WorkspaceChecked check(Notebook notebook) throws IOException {
    Contents contents = new Contents(notebook);
    List<NoteFile> seen = notebook.living();
    Optional<NoteFile> place = notebook.findLiving(contents.assistantId());
    Optional<NoteFile> list = notebook.findLiving(contents.contentsId());
    List<Missing> missing = new ArrayList<>();
    if (place.isEmpty()) {
      missing.add(noPage());
    }
    if (list.isEmpty()) {
      missing.add(noContents());
    } else if (!contents.areTrue(list.get())) {
      missing.add(noEntries());
    }
    if (seen.size() >= ScanFolder.MOST_FILES) {
      missing.add(tooMany(notebook.folder()));
    }
    missing.addAll(inTheWay(notebook, seen));
    return new WorkspaceChecked(
        missing.isEmpty(),
        Math.min(seen.size(), MOST_COUNTED),
        seen.size() > MOST_COUNTED,
        place.map(NoteFile::id).orElse(null),
        place.map(NoteFile::url).orElse(null),
        list.map(NoteFile::id).orElse(null),
        missing);
  }

  private static WorkspaceChecked nothingSeen(Missing why) {
    return new WorkspaceChecked(false, 0, false, null, null, null, List.of(why));
  }

  /** What is wrong with the folder, or with where it is to be made. */
  private static Optional<Missing> folder(Path folder) {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(
          inFolder(
              "What should be the folder of your notes is a link or a file.",
              "Put a folder in its place; links are not followed",
              folder));
    }
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return Files.isWritable(there)
        ? Optional.empty()
        : Optional.of(
            inFolder(
                "Nothing can be written into the folder of your notes.",
                "Let the user that the note worker runs as write there",
                folder));
  }

  private static Missing mayNotRead(Path folder) {
    return inFolder(
        "The folder of your notes cannot be read.",
        "Let the user that the note worker runs as read there",
        folder);
  }

  private static Missing tooMany(Path folder) {
    return inFolder(
        "There is no room for another note: up to 20,000 files are looked at.",
        "Move those you do not need elsewhere",
        folder);
  }

  private static Missing inFolder(String title, String action, Path folder) {
    String name = folder.toString();
    String where = name.length() <= LONGEST_FOLDER ? name : "…" + end(name, LONGEST_FOLDER);
    return new Missing(What.FOLDER, title, action + ": " + where);
  }

  private static Missing noPage() {
    return new Missing(
        What.WORKSPACE_PAGE,
        "There is no \"Personal Assistant\" page in your folder.",
        "Ask for workspace.ensure, or write a note: it is made then.");
  }

  private static Missing noContents() {
    return new Missing(
        What.TABLE_OF_CONTENTS,
        "There is no \"Table of Contents\" in your folder.",
        "Ask for workspace.ensure, or write a note: it is made then.");
  }

  private static Missing noEntries() {
    return new Missing(
        What.ENTRIES,
        "The \"Table of Contents\" does not list each note once.",
        "Ask for workspace.ensure: it puts that right, unless something is in the way of that.");
  }

  private static List<Missing> inTheWay(Notebook notebook, List<NoteFile> seen) throws IOException {
    List<String> broken = new ArrayList<>();
    List<String> large = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    for (NoteFile note : seen) {
      if (note.beginning().broken()) {
        broken.add(note.place());
      } else if (note.size() > FolderFiles.LARGEST) {
        large.add(note.place());
      } else if (!isUtf8(notebook, note)) {
        foreign.add(note.place());
      }
    }
    List<Missing> missing = new ArrayList<>();
    add(missing, broken, "Mend what stands between the two lines --- so that it is YAML");
    add(missing, large, "Above 4 MB a file is only shown; write a new note instead of");
    add(missing, foreign, "Store as UTF-8");
    add(
        missing,
        notebook.closed(),
        "Not even seen; let the user that the note worker runs as read");
    return missing;
  }

  private static boolean isUtf8(Notebook notebook, NoteFile note) throws IOException {
    try {
      var _ = FolderFiles.strictly(notebook.bytes(note));
      return true;
    } catch (NoSuchFileException went) {
      return true; // nothing is in the way of what is not there any more
    } catch (OperationStopped notUtf8) {
      return false;
    }
  }

  private static void add(List<Missing> missing, List<String> files, String action) {
    if (!files.isEmpty()) {
      String names =
          files.stream()
              .limit(NAMED)
              .map(name -> name.length() <= LONGEST_NAME ? name : "…" + end(name, LONGEST_NAME))
              .collect(Collectors.joining(", "));
      missing.add(
          new Missing(
              What.FILES,
              "%s in your folder cannot be changed as %s."
                  .formatted(
                      files.size() == 1 ? "A file" : files.size() + " files",
                      files.size() == 1 ? "it is" : "they are"),
              action + ": " + names + (files.size() > NAMED ? " and others." : ".")));
    }
  }

  private static String end(String name, int length) {
    int from = name.length() - length + 1;
    return name.substring(Character.isLowSurrogate(name.charAt(from)) ? from + 1 : from);
  }
}
