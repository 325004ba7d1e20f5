package dev.errand.noteworker.local;

import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.operations.NoteKeeper;
import dev.errand.noteworker.policy.NotionPolicy;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.TokenSource;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a folder, who has connected nothing: whoever asks for their token fails. */
public final class MarkdownUser implements NoteKeeper {

  private static final Pattern LISTED = Pattern.compile("<!-- ([0-9a-f-]{36}) -->");

  private final Path root;
  private final UserId user;
  private final Disk disk;

  public MarkdownUser(Path root, String user) {
    this(root, user, new RealDisk());
  }

  MarkdownUser(Path root, String user, Disk disk) {
    this.root = root;
    this.user = new UserId(user);
    this.disk = disk;
  }

  @Override
  public Result run(OperationName operation, Map<String, ?> data) {
    return run(UUID.randomUUID().toString(), operation, data);
  }

  /** Runs a command of that id, which may have been run before. */
  Result run(String id, OperationName operation, Map<String, ?> data) {
    return new OperationHarness(
            new NotionPolicy(),
            new LocalNotes(root, new MarkdownReader(), InstantSource.system(), disk).operations(),
            new NoTokens())
        .run(
            new Command(
                user,
                new CommandId(id),
                operation,
                "urn:test",
                Priority.INTERACTIVE,
                null,
                null,
                null,
                null,
                JsonMapper.shared().valueToTree(data)));
  }

  @Override
  public void onAnotherWorker() {
    // None remembers anything.
  }

  @Override
  public NoteKeeper somebodyElse() {
    return new MarkdownUser(root, user + "2", disk);
  }

  Path folder() {
    return root.resolve(FolderName.of(user));
  }

  @Override
  public List<String> listed() {
    return LISTED
        .matcher(text("table-of-contents.md"))
        .results()
        .map(MatchResult::group)
        .map(comment -> comment.substring(5, 41))
        .toList();
  }

  @Override
  public int count(String title) {
    return (int)
        files().stream()
            .map(file -> FrontMatter.read(text(file)))
            .filter(front -> front.value(FrontMatter.TITLE).orElse("").equals(title))
            .count();
  }

  /** The names of the notes that are not in the trash, but for the two that are always there. */
  List<String> names() {
    return files().stream()
        .filter(name -> !name.equals("personal-assistant.md"))
        .filter(name -> !name.equals("table-of-contents.md"))
        .toList();
  }

  private List<String> files() {
    if (Files.notExists(folder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".md"))
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  String text(String name) {
    try {
      return Files.readString(folder().resolve(name));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What the person writes by hand. */
  Path write(String name, String text) {
    try {
      Files.createDirectories(folder());
      return Files.writeString(folder().resolve(name), text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Nobody has connected anything. */
  public static final class NoTokens implements TokenSource {

    @Override
    public Answer token(UserId user, Provider provider) {
      throw new AssertionError("It asked for a token");
    }

    @Override
    public void refused(AccessToken token) {
      throw new AssertionError("There is none");
    }

    @Override
    public void personNeeded(AccessToken token) {
      throw new AssertionError("There is none");
    }

    @Override
    public boolean mayUse(AccessToken token) {
      throw new AssertionError("There is none");
    }
  }
}
