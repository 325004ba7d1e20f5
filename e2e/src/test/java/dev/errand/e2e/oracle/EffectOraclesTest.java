package dev.errand.e2e.oracle;

import static dev.errand.e2e.oracle.Caught.only;
import static dev.errand.e2e.oracle.Planted.ANN;
import static dev.errand.e2e.oracle.Planted.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Status;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.note.NoteOperations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was done twice, or not at all, or is not as it was left, is seen when it is planted. */
class EffectOraclesTest {

  private final Planted run = new Planted();

  @Test
  void anEffectMadeTwiceIsSeen() {
    run.notes(BOB).add(new Workspace.Note("another", "bob c3", List.of("bob c3")));
    only(new OneEffect(run.evidence()), "command c3 of bob (note.create) was carried out 2 times");
  }

  @Test
  void aMailSentTwiceIsSeen() {
    run.calls.add(PlantedCalls.call(run.command(BOB, 4), 50_000, 1));
    only(new OneEffect(run.evidence()), "command c4 of bob (mail.send) was carried out 2 times");
  }

  @Test
  void aMailWithTwoDraftsIsSeenUnlessOneWasThrownAway() {
    run.calls.add(PlantedCalls.draft(run.command(BOB, 4), 50_000));
    only(new OneEffect(run.evidence()), "command c4 of bob (mail.send) has 2 drafts");
    run.calls.add(PlantedCalls.thrownAway(run.command(BOB, 4), 51_000));
    assertThat(new OneEffect(run.evidence()).violations()).isEmpty();
  }

  @Test
  void aRowAndADatabaseMadeTwiceAreSeen() {
    run.asked(
        ANN,
        DatabaseOperations.ROW_CREATE,
        "{'values':{'Name':{'title':'ann c5'}}}",
        Status.SUCCEEDED);
    run.asked(ANN, DatabaseOperations.DATABASE_CREATE, "{'title':'ann c6'}", Status.FAILED);
    only(
        new TrueResults(run.evidence()), "command c5 of ann (row.create) succeeded without effect");
    run.rows(ANN).addAll(List.of("ann c5", "ann c5"));
    only(new OneEffect(run.evidence()), "command c5 of ann (row.create) was carried out 2 times");
    run.databases(ANN).add("ann c6");
    only(
        new TrueResults(run.evidence()),
        "command c6 of ann (database.create) ended FAILED and was carried out");
    run.databases(ANN).add("bob c6");
    only(new OwnToken(run.evidence()), "the database 'bob c6' stands in the workspace of ann");
  }

  @Test
  void aSuccessWithoutEffectIsSeen() {
    run.lines(ANN).remove("ann c2");
    only(
        new TrueResults(run.evidence()),
        "command c2 of ann (note.append) succeeded without effect");
  }

  @Test
  void aFailureWithAnEffectIsSeenAndAnUnknownOneIsNoLie() {
    run.results.set(3, Planted.ended(run.command(ANN, 4), Status.UNKNOWN, 1));
    assertThat(new TrueResults(run.evidence()).violations()).isEmpty();
    run.results.set(3, Planted.ended(run.command(ANN, 4), Status.FAILED, 1));
    only(
        new TrueResults(run.evidence()),
        "command c4 of ann (mail.send) ended FAILED and was carried out");
  }

  @Test
  void whatIsNotAsTheLastCommandLeftItIsSeenUnlessALaterOneIsUnknown() {
    run.states(ANN).put(Settings.TEXT, "ann text");
    run.states(ANN).put(Settings.LEAF, Settings.THERE);
    run.states(ANN).put(Settings.LEAF_LISTED, "1");
    assertThat(new LastWord(run.evidence()).violations()).isEmpty();
    run.asked(ANN, NoteOperations.NOTE_UPDATE, "{'markdown':'ann c5'}", Status.SUCCEEDED);
    only(new LastWord(run.evidence()), "the text of ann: 'ann text' instead of [ann c5]");
    run.states(ANN).put(Settings.TEXT, "ann c5|ann c5");
    only(new LastWord(run.evidence()), "the text of ann: 'ann c5|ann c5' instead of [ann c5]");
    run.states(ANN).put(Settings.TEXT, "ann c5");
    run.asked(ANN, NoteOperations.NOTE_UPDATE, "{'markdown':'ann c6'}", Status.FAILED);
    run.asked(ANN, NoteOperations.NOTE_TRASH, "{'page':'x'}", Status.UNKNOWN);
    assertThat(new LastWord(run.evidence()).violations()).isEmpty();
    run.states(ANN).put(Settings.LEAF, Settings.GONE);
    assertThat(new LastWord(run.evidence()).violations()).isEmpty();
    run.asked(ANN, NoteOperations.NOTE_RESTORE, "{'page':'x'}", Status.SUCCEEDED);
    only(new LastWord(run.evidence()), "the leaf of ann: 'gone' instead of [there]");
  }

  @Test
  void aMentionThatIsThereTwiceOrOnOneSideOnlyIsSeen() {
    run.asked(ANN, NoteOperations.NOTE_LINK, "{'from':'a','to':'b'}", Status.SUCCEEDED);
    run.states(ANN).put(Settings.link("a", "b"), "1");
    run.states(ANN).put(Settings.link("b", "a"), "0");
    only(new LastWord(run.evidence()), "the mentions from b to a of ann: '0' instead of [1]");
    run.states(ANN).put(Settings.link("b", "a"), "2");
    only(new LastWord(run.evidence()), "the mentions from b to a of ann: '2' instead of [1]");
  }
}
