package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.enhance.Enhancer;
import dev.errand.noteworker.enhance.NoteKind;
import dev.errand.noteworker.enhance.Proposal;
import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.RichText;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.noteworker.notion.TextKind;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** {@code note.create} with {@code enhance}. */
class EnhancedNotesTest {

  private static final String NOTE =
      "### Boiler\n\nThe boiler is in the cellar.\n\n##### Next steps\n\n- call the boiler man";

  @Test
  void aNoteGetsATitleTagsAKindItsOrderAndThingsToTickOff() {
    NotionUser user = new NotionUser();
    JsonNode note = user.succeeded(NOTE_CREATE, Map.of("markdown", NOTE, "enhance", true));
    assertThat(new OperationCatalog().validateOutput(NOTE_CREATE, note))
        .isInstanceOf(Validation.Valid.class);
    assertThat(note.path("title").asString()).isEqualTo("Boiler");
    assertThat(note.path("enhancement").path("by").asString()).isEqualTo("rules");
    assertThat(note.path("enhancement").path("actions").asInt()).isEqualTo(1);
    List<Block> blocks = blocks(user, "Boiler");
    assertThat(blocks.stream().map(EnhancedNotesTest::line))
        .containsExactly(
            "Kind: reference · Tags: boiler, cellar, call, man",
            "The boiler is in the cellar.",
            "Next steps",
            "call the boiler man");
    assertThat(blocks.get(2)).isEqualTo(heading("Next steps"));
    assertThat(blocks.get(3)).isInstanceOf(Block.ToDo.class);
  }

  @Test
  void whatThePersonGaveStands() {
    NotionUser user = new NotionUser();
    JsonNode note =
        user.succeeded(
            NOTE_CREATE,
            Map.of(
                "title",
                "Mine",
                "markdown",
                NOTE,
                "tags",
                List.of("own"),
                "kind",
                "rant",
                "enhance",
                true));
    assertThat(note.path("title").asString()).isEqualTo("Mine");
    assertThat(blocks(user, "Mine").stream().map(EnhancedNotesTest::line))
        .startsWith("Kind: rant · Tags: own", "Boiler");
  }

  @Test
  void aNoteThatIsNotToBeEnhancedIsWrittenAsItIs() {
    NotionUser user = new NotionUser();
    JsonNode note = user.succeeded(NOTE_CREATE, Map.of("markdown", NOTE, "enhance", false));
    assertThat(note.has("enhancement")).isFalse();
    assertThat(blocks(user, "Boiler")).hasSize(3);
  }

  /** The enhancer answers otherwise each time, as a model may. */
  @Test
  void whereverTheWorkerDiesThereIsOneNoteByOneProposal() {
    for (int point = 1; ; point++) {
      AtomicInteger asked = new AtomicInteger();
      NotionUser user = new NotionUser(fickle(asked));
      OperationHarness harness = user.harness().crashAt(point);
      String markdown = "- line\n".repeat(150);
      Result result = user.run(harness, NOTE_CREATE, Map.of("markdown", markdown, "enhance", true));
      List<String> made =
          user.pages(null).stream()
              .map(page -> page.title())
              .filter(title -> title.startsWith("Proposal"))
              .toList();
      if (result.status() == Status.SUCCEEDED) {
        assertThat(made).as("point %d", point).hasSize(1);
        String title = NotionUser.output(result).path("title").asString();
        assertThat(made).as("point %d", point).containsExactly(title);
        assertThat(line(blocks(user, title).getFirst()))
            .as("point %d", point)
            .contains("tag-of-" + title.replaceAll("\\D", ""));
      } else {
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(made).as("point %d", point).hasSizeLessThan(2);
      }
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(8);
        break;
      }
    }
  }

  /** A model is paid for each answer, and Notion may keep us waiting right after it. */
  @ParameterizedTest
  @MethodSource("dev.errand.noteworker.operations.OneEffectTest#faults")
  void nobodyIsAskedTwiceBecauseNotionIsSlow(Fault fault) {
    AtomicInteger asked = new AtomicInteger();
    KnownNotes known = new KnownNotes();
    NotionUser user = new NotionUser(fickle(asked), known);
    String there = note(user, "There");
    String gone = note(user, "Gone");
    known.related(there, gone);
    NotionUser.notion().trash(user.person(), gone, true);
    user.next("GET", "/pages/{id}", fault);
    JsonNode made = user.succeeded(NOTE_CREATE, Map.of("markdown", NOTE, "enhance", true));
    assertThat(asked).hasValue(1);
    assertThat(made.path("enhancement").path("related").valueStream().map(JsonNode::asString))
        .containsExactly(there);
    assertThat(known.trashed()).containsExactly(gone);
  }

  private static String note(NotionUser user, String title) {
    return user.succeeded(NOTE_CREATE, Map.of("title", title, "markdown", "x"))
        .path("page")
        .asString();
  }

  private static Enhancer fickle(AtomicInteger asked) {
    return (user, note) -> {
      int time = asked.incrementAndGet();
      return new Proposal(
          Proposal.By.MODEL,
          "Proposal " + time,
          List.of("tag-of-" + time, "any"),
          NoteKind.IDEA,
          List.of(time),
          null);
    };
  }

  private static Block heading(String text) {
    return new Block.Text(TextKind.HEADING_2, List.of(RichText.of(text)), List.of());
  }

  private static List<Block> blocks(NotionUser user, String title) {
    return user.blocks(user.pages(title).getFirst().id()).stream()
        .map(StoredBlock::content)
        .toList();
  }

  private static String line(Block block) {
    return switch (block) {
      case Block.Text text -> RichText.plain(text.text());
      case Block.ToDo toDo -> RichText.plain(toDo.text());
      default -> block.toString();
    };
  }
}
