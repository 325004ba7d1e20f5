package dev.errand.noteworker.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.index.LearnedNotes;
import dev.errand.noteworker.index.NoteIndex;
import dev.errand.noteworker.local.MarkdownUser;
import dev.errand.noteworker.policy.NotionPolicy;
import dev.errand.pipeline.TakenBack;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import dev.errand.schemas.note.NoteOperations;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** As the worker has it, with the index around it; nobody is connected. */
class CancelNoteTest {

  private final OperationHarness harness =
      new OperationHarness(
          new NotionPolicy(),
          List.of(new LearnedNotes(CancelNote.operation(), NoteIndex.NONE)),
          new MarkdownUser.NoTokens());

  @Test
  void whatIsTakenBackIsSaidWithoutAConnection() {
    harness.takingBack(other -> other.value().equals("c-7") ? TakenBack.DONE : TakenBack.UNKNOWN);
    Result taken = cancel("c-7");
    assertThat(taken.status()).as("%s", taken).isEqualTo(Status.SUCCEEDED);
    assertThat(taken.output()).isEqualTo(WireJson.mapper().readTree("{\"command\":\"c-7\"}"));
    assertThat(code(cancel("c-8"))).isEqualTo(ProblemCode.NOT_FOUND);
    for (TakenBack late : List.of(TakenBack.BEGUN, TakenBack.ENDED)) {
      harness.takingBack(_ -> late);
      assertThat(code(cancel("c-7"))).isEqualTo(ProblemCode.CONFLICT);
    }
  }

  private Result cancel(String command) {
    return harness.run(
        new UserId("ada"),
        NoteOperations.NOTE_CANCEL,
        WireJson.mapper().valueToTree(Map.of("command", command)));
  }

  private static ProblemCode code(Result result) {
    return Objects.requireNonNull(result.problem()).code();
  }
}
