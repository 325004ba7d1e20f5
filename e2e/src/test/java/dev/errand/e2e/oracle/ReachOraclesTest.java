package dev.errand.e2e.oracle;

import static dev.errand.e2e.oracle.Caught.only;
import static dev.errand.e2e.oracle.Planted.ANN;
import static dev.errand.e2e.oracle.Planted.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.note.NoteOperations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reach into what is somebody else's, and one call too many, are seen when they are planted. */
class ReachOraclesTest {

  private final Planted run = new Planted();

  @Test
  void aLookIntoSomebodyElsesMailboxOrWorkspaceIsSeen() {
    run.calls.add(PlantedCalls.lookIntoTheMailbox(BOB, 10));
    run.looked(BOB, MailOperations.MAIL_LIST, "{'mails':[{'subject':'ann c4'}]}");
    only(new OwnToken(run.evidence()), "command c5 of bob (mail.list) was shown 'ann c4'");
    run.results.removeLast();
    run.calls.add(PlantedCalls.look(BOB, 20, 1));
    run.looked(BOB, NoteOperations.NOTE_SEARCH, "{'notes':[{'title':'ann c3'}]}");
    only(new OwnToken(run.evidence()), "command c6 of bob (note.search) was shown 'ann c3'");
    run.results.removeLast();
    run.looked(BOB, NoteOperations.NOTE_GET, "{'title':'bob c3','markdown':'bob c1\\n\\nann c2'}");
    only(new OwnToken(run.evidence()), "command c7 of bob (note.get) was shown 'ann c2'");
  }

  @Test
  void aLookWithoutACallWithItsUsersTokenIsSeen() {
    run.calls.add(PlantedCalls.lookIntoTheMailbox(ANN, 10));
    run.looked(BOB, MailOperations.FOLDER_LIST, "{}");
    only(
        new OwnToken(run.evidence()),
        "command c5 of bob (folder.list) ran, and no call with the user's token was made"
            + " meanwhile");
    run.calls.add(PlantedCalls.lookIntoTheMailbox(BOB, 20));
    assertThat(new OwnToken(run.evidence()).violations()).isEmpty();
  }

  @Test
  void aLineInSomebodyElsesWorkspaceIsSeen() {
    run.lines(BOB).add("ann c1");
    only(new OwnToken(run.evidence()), "the line 'ann c1' stands in the workspace of bob");
  }

  @Test
  void aMailSentWithSomebodyElsesTokenIsSeen() {
    LedgerCall mine = PlantedCalls.call(run.command(ANN, 4), 60_000, 1);
    run.published.getOrDefault(BOB, List.of()).removeLast();
    run.published.getOrDefault(ANN, List.of()).removeLast();
    run.calls.removeIf(call -> "mail".equals(call.effectKind()));
    run.calls.add(mine);
    only(new OwnToken(run.evidence()), "a mail that is not of ann was sent with their token");
  }

  @Test
  void oneCallTooManyInAMinuteIsSeenWhereverTheMinuteBegins() {
    for (int i = 0; i < 177; i++) {
      run.calls.add(PlantedCalls.look(ANN, 30_000 + i * 100, 1));
    }
    assertThat(new LimitsKept(run.evidence()).violations()).isEmpty();
    run.calls.add(PlantedCalls.look(ANN, 59_999, 1));
    only(new LimitsKept(run.evidence()), "181 notion calls of ann in 60 s, 180 allowed");
  }

  @Test
  void oneMailTooManyInAMinuteIsSeen() {
    for (int i = 0; i < 30; i++) {
      run.calls.add(PlantedCalls.call(run.command(ANN, 4), 20_000 + i * 10, 1));
    }
    only(new LimitsKept(run.evidence()), "31 mails of ann in 60 s, 30 allowed");
  }

  @Test
  void aRefusalOfTheProviderIsSeenUnlessItWasInjected() {
    run.calls.add(PlantedCalls.refused(ANN, "notion.rate_limited"));
    assertThat(new LimitsKept(run.evidence()).violations()).isEmpty();
    run.calls.add(PlantedCalls.refused(ANN, null));
    only(new LimitsKept(run.evidence()), "the provider refused call 0, GET /notion for ann");
  }
}
