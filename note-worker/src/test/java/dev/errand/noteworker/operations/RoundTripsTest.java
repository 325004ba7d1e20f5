package dev.errand.noteworker.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.markdown.RandomDocument;
import dev.errand.noteworker.markdown.Shown;
import dev.errand.schemas.note.NoteOperations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Notes that are written to Notion and read again. */
class RoundTripsTest {

  private static final int DOCUMENTS = Integer.getInteger("errand.documents", 200);
  private static final int BLOCKS_OF_A_LONG_ONE = 1_200;

  private final NotionUser user = new NotionUser();

  @Test
  void whatNotionCanHoldIsReadAsItWasWritten() {
    long seed = Long.getLong("errand.seed", new Random().nextLong());
    for (int i = 0; i < DOCUMENTS; i++) {
      RandomDocument document = new RandomDocument(seed + i);
      assertComesBack(
          i == 0 ? document.flat(BLOCKS_OF_A_LONG_ONE) : document.markdown(1 + i % 6), seed + i);
      NotionUser.later(Duration.ofMinutes(1));
    }
  }

  private void assertComesBack(String markdown, long seed) {
    JsonNode created =
        user.succeeded(NoteOperations.NOTE_CREATE, Map.of("title", "Note", "markdown", markdown));
    JsonNode note =
        user.succeeded(NoteOperations.NOTE_GET, Map.of("page", created.path("page").asString()));
    String back = note.path("markdown").asString();
    assertThat(note.path("truncated").asBoolean()).as("seed %d", seed).isFalse();
    assertThat(Shown.html(back))
        .as("-Derrand.seed=%d of:%n%s%nread as:%n%s", seed, markdown, back)
        .isEqualTo(Shown.html(markdown));
    assertThat(created.has("adapted")).as("seed %d", seed).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "###### six, heading_level",
    "<details>more</details>, html",
    "a <b>c</b>, html",
    "![cat](https://example.org/cat.png), image",
    "[there](/there), link",
    "[l](https://example.org/ 'why'), link_title",
    "[s]: https://example.org/, link_definition",
    "3. three, list_start",
    "'- a\n\n* b', adjacent_lists",
    "1. [ ] do, numbered_task",
    "'```brainf\n+\n```', code_language",
    "'| a |\n| :-: |\n| b |', table_alignment",
  })
  void whatNotionCannotHoldIsNamedInTheResult(String markdown, String named) {
    JsonNode created =
        user.succeeded(
            NoteOperations.NOTE_CREATE,
            Map.of("title", "Note", "markdown", "Before.\n\n" + markdown));
    assertThat(created.path("adapted").valueStream().map(JsonNode::asString))
        .containsExactly(named);
    JsonNode appended =
        user.succeeded(
            NoteOperations.NOTE_APPEND,
            Map.of("page", created.path("page").asString(), "markdown", markdown));
    assertThat(appended.path("adapted")).isEqualTo(created.path("adapted"));
  }

  @Test
  void whatIsTooLongForOneBlockIsNamed() {
    assertThat(adapted("**a** b ".repeat(101))).containsExactly("split");
    assertThat(adapted("| " + "**a** b ".repeat(101) + " |\n| - |")).containsExactly("cell_look");
    assertThat(adapted("|h|\n|-|\n" + "|x|\n".repeat(250))).containsExactly("split");
    assertThat(adapted("```\n" + "x".repeat(70_000) + "\n```")).containsExactly("split");
  }

  private List<String> adapted(String markdown) {
    return user.succeeded(NoteOperations.NOTE_CREATE, Map.of("title", "Note", "markdown", markdown))
        .path("adapted")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }
}
