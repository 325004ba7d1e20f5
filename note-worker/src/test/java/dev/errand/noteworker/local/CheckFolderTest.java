package dev.errand.noteworker.local;

import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_CHECK;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_ENSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whatever state a folder is in, a check of it is answered, and tells what helps. */
class CheckFolderTest {

  private static final OperationCatalog CATALOG = new OperationCatalog();

  @TempDir Path root;

  private MarkdownUser user() {
    return new MarkdownUser(root, "ada");
  }

  @Test
  void filesThatCannotBeChangedAreNamedWithWhatHelps() throws IOException {
    done(NOTE_CREATE, Map.of("title", "Log", "markdown", "text"));
    user().write("broken.md", "---\na: b: c\n---\n");
    user().write("large.md", "x".repeat(4_000_001));
    Files.write(user().write("latin.md", ""), new byte[] {'c', 'a', 'f', (byte) 0xE9});
    done(WORKSPACE_ENSURE, Map.of());
    assertThat(missing(check(user())))
        .containsExactly(
            "files: A file in your folder cannot be changed as it is."
                + " Mend what stands between the two lines --- so that it is YAML: broken.md.",
            "files: A file in your folder cannot be changed as it is."
                + " Above 4 MB a file is only shown; write a new note instead of: large.md.",
            "files: A file in your folder cannot be changed as it is."
                + " Store as UTF-8: latin.md.");
  }

  @Test
  void ofManyFilesSomeAreNamedAndLongNamesAreCut() {
    done(WORKSPACE_ENSURE, Map.of());
    for (int number = 0; number < 101; number++) {
      user().write("x".repeat(200) + number + ".md", "---\na: b: c\n---\n");
    }
    JsonNode checked = check(user());
    assertThat(checked.path("pages").asInt()).isEqualTo(100);
    assertThat(checked.path("more").asBoolean()).isTrue();
    assertThat(missing(checked))
        .anySatisfy(
            missing -> assertThat(missing).startsWith("files: 101 files").endsWith(" and others."));
  }

  @Test
  void entriesThatAreNotTrueAreTold() {
    done(NOTE_CREATE, Map.of("title", "Log", "markdown", "text"));
    user().write("mine.md", "by hand");
    assertThat(missing(check(user()))).hasSize(1).first().asString().startsWith("entries: ");
    done(WORKSPACE_ENSURE, Map.of());
    assertThat(missing(check(user()))).isEmpty();
  }

  @Test
  void aFolderThatIsALinkIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("a.md"), "text");
    Files.createSymbolicLink(user().folder(), elsewhere);
    JsonNode checked = check(user());
    assertThat(checked.path("pages").asInt()).isZero();
    assertThat(missing(checked))
        .containsExactly(
            "folder: What should be the folder of your notes is a link or a file."
                + " Put a folder in its place; links are not followed: "
                + user().folder());
  }

  @Test
  void aFolderThatMayNotBeReadIsTold() {
    user().write("a.md", "text");
    MarkdownUser closed =
        new MarkdownUser(
            root,
            "ada",
            new ForwardingDisk(new RealDisk()) {
              @Override
              public byte[] read(Path file, int most) throws IOException {
                throw new IOException("The disk is broken");
              }
            });
    assertThat(missing(check(closed)))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("folder: The folder of your notes cannot be read.");
  }

  @Test
  void aFileThatMayNotBeReadIsTold() {
    done(WORKSPACE_ENSURE, Map.of());
    user().write("secret.md", "text");
    MarkdownUser closed =
        new MarkdownUser(
            root,
            "ada",
            new ForwardingDisk(new RealDisk()) {
              @Override
              public byte[] read(Path file, int most) throws IOException {
                if (file.endsWith("secret.md")) {
                  throw new AccessDeniedException(file.toString());
                }
                return super.read(file, most);
              }
            });
    JsonNode checked = check(closed);
    assertThat(checked.path("pages").asInt()).isEqualTo(2);
    assertThat(missing(checked))
        .containsExactly(
            "files: A file in your folder cannot be changed as it is. Not even seen; let"
                + " the user that the note worker runs as read: secret.md.");
  }

  @Test
  void aFileThatWentMeanwhileIsNotInTheWay() {
    user().write("went.md", "text");
    done(WORKSPACE_ENSURE, Map.of());
    MarkdownUser late =
        new MarkdownUser(
            root,
            "ada",
            new ForwardingDisk(new RealDisk()) {
              @Override
              public byte[] read(Path file, int most) throws IOException {
                if (file.endsWith("went.md") && most > FolderFiles.LARGEST) {
                  throw new NoSuchFileException(file.toString());
                }
                return super.read(file, most);
              }
            });
    assertThat(missing(check(late))).isEmpty();
  }

  @Test
  void aFolderWithMoreFilesThanAreLookedAtIsTold() {
    for (int number = 0; number <= 25_000; number++) {
      user().write(number + ".md", "");
    }
    assertThat(missing(check(user())))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("folder: There is no room for another note");
  }

  private static List<String> missing(JsonNode checked) {
    assertThat(checked.path("ready").asBoolean()).isEqualTo(checked.path("missing").isEmpty());
    return checked
        .path("missing")
        .valueStream()
        .map(
            one ->
                "%s: %s %s"
                    .formatted(
                        one.path("what").asString(),
                        one.path("title").asString(),
                        one.path("action").asString()))
        .toList();
  }

  private static JsonNode check(MarkdownUser user) {
    return output(user, WORKSPACE_CHECK, Map.of());
  }

  private void done(OperationName operation, Map<String, ?> data) {
    var _ = output(user(), operation, data);
  }

  private static JsonNode output(MarkdownUser user, OperationName operation, Map<String, ?> data) {
    Result result = user.run(operation, data);
    assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCEEDED);
    JsonNode output = Objects.requireNonNull(result.output());
    assertThat(CATALOG.validateOutput(operation, output)).isInstanceOf(Validation.Valid.class);
    return output;
  }
}
