package dev.errand.e2e.oracle;

import static dev.errand.e2e.oracle.Planted.ANN;
import static dev.errand.e2e.oracle.Planted.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.schemas.Status;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.note.NoteOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each oracle catches what was planted for it, and tells whose it is. */
class OraclesTest {

  private final Planted run = new Planted();

  @Test
  void whereAllIsWellNothingIsSaid() {
    Oracles.assertAllHold(run.evidence());
  }

  @Test
  void aBrokenPromiseIsToldByItsName() {
    run.lines(ANN).add("ann c1");
    assertThatThrownBy(() -> Oracles.assertAllHold(run.evidence()))
        .hasMessageContaining("OneEffect: command c1 of ann (note.append) was carried out 2 times");
  }

  @Test
  void aCallThatWasNotWrittenDownBeforeItIsSeen() {
    List<Audited.Line> lines = new ArrayList<>(run.lines());
    assertThat(new Audited(run.evidence(), lines).violations()).isEmpty();
    Audited.Line last = lines.removeLast();
    only(new Audited(run.evidence(), lines), "was made without being written down before: call");
    lines.add(new Audited.Line(last.user(), last.provider(), last.at().plusSeconds(600)));
    only(new Audited(run.evidence(), lines), "was made without being written down before: call");
  }

  @Test
  void aCommandWithoutResultIsSeen() {
    run.results.removeFirst();
    only(new OneResult(run.evidence()), "command c1 of ann (note.append) has no result");
  }

  @Test
  void aResultThatIsRepeatedInOtherWordsIsSeenAndOneInTheSameWordsIsNot() {
    run.results.add(run.results.getFirst());
    assertThat(new OneResult(run.evidence()).violations()).isEmpty();
    run.results.add(Planted.ended(run.command(ANN, 1), Status.SUCCEEDED, 2));
    only(new OneResult(run.evidence()), "command c1 of ann has two different results");
  }

  @Test
  void aResultOfNoCommandIsSeen() {
    run.published.remove(BOB);
    assertThat(new OneResult(run.evidence()).violations())
        .contains("command c1 of bob has a result and was never published");
  }

  @Test
  void anEndThatWasNotToBeExpectedIsSeen() {
    run.results.set(0, Planted.ended(run.command(ANN, 1), Status.FAILED, 3));
    only(
        new AllEndedAs(run.evidence(), Set.of(Status.SUCCEEDED)), "command c1 of ann ended FAILED");
  }

  @Test
  void anEffectMadeTwiceIsSeen() {
    run.notes(BOB).add(new Workspace.Note("another", "bob c3", List.of("bob c3")));
    only(new OneEffect(run.evidence()), "command c3 of bob (note.create) was carried out 2 times");
  }

  @Test
  void aMailSentTwiceIsSeen() {
    run.calls.add(Planted.call(run.command(BOB, 4), 50_000, 1));
    only(new OneEffect(run.evidence()), "command c4 of bob (mail.send) was carried out 2 times");
  }

  @Test
  void aMailWithTwoDraftsIsSeenUnlessOneWasThrownAway() {
    run.calls.add(Planted.draft(run.command(BOB, 4), 50_000));
    only(new OneEffect(run.evidence()), "command c4 of bob (mail.send) has 2 drafts");
    run.calls.add(Planted.thrownAway(run.command(BOB, 4), 51_000));
    assertThat(new OneEffect(run.evidence()).violations()).isEmpty();
  }

  @Test
  void aNoteThatIsListedTwiceIsSeen() {
    run.listed(ANN).add("id of ann c3");
    only(
        new WholeNotes(run.evidence()),
        "the note of command c3 of ann (note.create) is listed 2 times");
  }

  @Test
  void aNoteThatIsNotListedIsSeenIfItsCommandSucceeded() {
    run.listed(ANN).clear();
    only(
        new WholeNotes(run.evidence()),
        "the note of command c3 of ann (note.create) is listed 0 times");
    run.results.set(2, Planted.ended(run.command(ANN, 3), Status.UNKNOWN, 1));
    assertThat(new WholeNotes(run.evidence()).violations()).isEmpty();
  }

  @Test
  void anEntryThatLeadsToNoNoteIsSeen() {
    run.listed(BOB).add("elsewhere");
    only(new WholeNotes(run.evidence()), "the contents of bob list 'elsewhere', which is no note");
  }

  @Test
  void aSecondPlaceForNotesAndASecondTableOfContentsAreSeen() {
    run.roots = 2;
    assertThat(new WholeNotes(run.evidence()).violations())
        .contains("ann has 2 pages 'Personal Assistant'");
    run.roots = 1;
    run.contents = 2;
    assertThat(new WholeNotes(run.evidence()).violations())
        .contains("ann has 2 pages 'Table of Contents'");
  }

  @Test
  void aNoteThatHoldsMoreOrLessThanWasAskedForIsSeen() {
    run.notes(ANN).set(0, new Workspace.Note("id of ann c3", "ann c3", List.of()));
    only(
        new WholeNotes(run.evidence()),
        "the note of command c3 of ann (note.create) holds [] instead of [ann c3]");
    run.notes(ANN)
        .set(0, new Workspace.Note("id of ann c3", "ann c3", List.of("ann c3", "ann c3")));
    only(new WholeNotes(run.evidence()), "holds [ann c3, ann c3] instead of [ann c3]");
  }

  @Test
  void whatNobodyAskedForIsSeen() {
    run.lines(ANN).add("ann start");
    only(new WholeNotes(run.evidence()), "nobody asked for the line 'ann start' of ann");
    run.lines(ANN).removeLast();
    run.notes(ANN).add(new Workspace.Note("x", "ann c30", List.of()));
    only(new WholeNotes(run.evidence()), "nobody asked for the note 'ann c30' of ann");
  }

  @Test
  void anEnhancedNoteMayHaveLinesOfItsOwnAroundItsTextAndNotInIt() {
    run.asked(
        ANN,
        NoteOperations.NOTE_CREATE,
        "{'title':'ann c5','markdown':'ann a\\n\\nann b','enhance':true}",
        Status.SUCCEEDED);
    run.listed(ANN).add("id");
    for (List<String> good :
        List.of(
            List.of("ann a", "ann b"),
            List.of("idea · ann", "ann a", "ann b", "Linked notes", "ann c3"))) {
      run.notes(ANN).add(new Workspace.Note("id", "ann c5", good));
      assertThat(new WholeNotes(run.evidence()).violations()).isEmpty();
      run.notes(ANN).removeLast();
    }
    for (List<String> bad :
        List.of(
            List.of("ann b", "ann a"),
            List.of("ann a", "idea", "ann b"),
            List.of("ann a", "ann b", "ann a", "ann b"))) {
      run.notes(ANN).add(new Workspace.Note("id", "ann c5", bad));
      only(new WholeNotes(run.evidence()), "the note of command c5 of ann (note.create) holds");
      run.notes(ANN).removeLast();
    }
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
  void aLongTextOfWhichAPartIsMissingOrThereTwiceIsSeen() {
    run.asked(
        ANN,
        NoteOperations.NOTE_APPEND,
        "{'markdown':'ann 5\\nann 5b\\nann 5c'}",
        Status.SUCCEEDED);
    run.parts(ANN).addAll(List.of("ann 5", "ann 5b", "ann 5c"));
    assertThat(new WholeNotes(run.evidence()).violations()).isEmpty();
    run.parts(ANN).add("ann 5c");
    only(
        new WholeNotes(run.evidence()), "1 lines beginning with 'ann 5c' are no whole text of ann");
    run.parts(ANN).clear();
    run.parts(ANN).addAll(List.of("ann 5", "ann 5c"));
    assertThat(new WholeNotes(run.evidence()).violations())
        .contains("the text of command c5 of ann (note.append) is not there whole");
    run.results.removeLast();
    run.results.add(Planted.ended(run.command(ANN, 5), Status.UNKNOWN, 1));
    assertThat(new WholeNotes(run.evidence()).violations()).isEmpty();
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

  @Test
  void theTextOfANoteIsWhatIsLeftOfItsMarkdown() {
    assertThat(PlainText.of("# A *note*\n\n- [ ] of ann 3")).containsExactly("A note", "of ann 3");
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
  void effectsInAnotherOrderAreSeen() {
    Collections.swap(run.lines(ANN), 0, 1);
    only(new InOrder(run.evidence()), "LINE 'ann c2' was made too early");
  }

  @Test
  void resultsInAnotherOrderAreSeenAndRepeatsAreNot() {
    run.results.add(run.results.getFirst());
    assertThat(new InOrder(run.evidence()).violations()).isEmpty();
    Collections.swap(run.results, 0, 1);
    only(new InOrder(run.evidence()), "c2 was answered too early");
  }

  @Test
  void twoCallsOfOneUserAtOnceAreSeen() {
    run.calls.add(Planted.look(ANN, 1_050, 10));
    only(new OneCallInFlight(run.evidence()), "call 1050, GET /notion for ann was made");
  }

  @Test
  void aCallThatGoesOnBehindOthersIsSeenWithEachThatMeetsIt() {
    run.calls.add(Planted.look(BOB, 20_000, 5_000));
    run.calls.add(Planted.look(BOB, 21_000, 10));
    run.calls.add(Planted.look(BOB, 22_000, 10));
    assertThat(new OneCallInFlight(run.evidence()).violations())
        .hasSize(2)
        .allMatch(told -> told.contains("was made during call 20000"));
  }

  @Test
  void aLookMayMeetACallWhoseCallerIsGoneButNoEffectMayMeetAnother() {
    LedgerCall effect = run.calls.removeFirst();
    run.calls.addFirst(Planted.abandoned(effect));
    run.calls.add(Planted.look(ANN, effect.sequence() + 50, 10));
    assertThat(new OneCallInFlight(run.evidence()).violations()).isEmpty();
    run.calls.add(Planted.call(run.command(ANN, 2), effect.sequence() + 70, 10));
    only(new OneCallInFlight(run.evidence()), "both with effect");
  }

  @Test
  void anEffectThatWasCompleteMayBeAnsweredWhileAnotherIsMadeIfNobodyWaitsForTheAnswer() {
    LedgerCall effect = run.calls.removeFirst();
    run.calls.addFirst(Planted.answeredLate(effect, 500));
    run.calls.add(Planted.call(run.command(ANN, 2), effect.sequence() + 200, 10));
    only(new OneCallInFlight(run.evidence()), "both with effect");
    run.calls.set(0, Planted.abandoned(Planted.answeredLate(effect, 500)));
    assertThat(new OneCallInFlight(run.evidence()).violations()).isEmpty();
  }

  @Test
  void aMailThatIsNotOnceWhereItsEndSaysIsSeen() {
    mailToBob(Status.SUCCEEDED);
    assertThat(arrived(1, 1)).isEmpty();
    assertThat(arrived(1, 2)).singleElement().asString().contains("ended SUCCEEDED", "[1, 2]");
    assertThat(arrived(2, 1)).singleElement().asString().contains("[2, 1]");
    assertThat(arrived(1, 0)).singleElement().asString().contains("[1, 0]");
    assertThat(arrived(0, 0)).singleElement().asString().contains("[0, 0]");
  }

  @Test
  void aMailThatFailedIsNowhereAndOneThatIsUnknownIsNotTwice() {
    mailToBob(Status.FAILED);
    assertThat(arrived(0, 0)).isEmpty();
    assertThat(arrived(1, 1)).singleElement().asString().contains("ended FAILED");
    run.results.removeLast();
    run.results.add(Planted.ended(run.command(ANN, 5), Status.UNKNOWN, 1));
    assertThat(arrived(0, 0)).isEmpty();
    assertThat(arrived(1, 1)).isEmpty();
    assertThat(arrived(2, 2)).singleElement().asString().contains("ended UNKNOWN");
    run.results.removeLast();
    assertThat(arrived(0, 0)).isEmpty();
    assertThat(arrived(1, 1)).isEmpty();
    assertThat(arrived(2, 2)).singleElement().asString().contains("ended null");
  }

  @Test
  void aMailInAnInboxThatItWasNotAddressedToIsSeen() {
    assertThat(arrived(0, 1))
        .singleElement()
        .isEqualTo("bob got ann c5, which was not addressed to them");
  }

  private void mailToBob(Status end) {
    var _ =
        run.asked(
            ANN,
            MailOperations.MAIL_SEND,
            "{'subject': 'ann c5', 'to': [{'address': 'bob@sandbox.example'}]}",
            end);
  }

  /** What is told if ann's mail lies so often in her Sent Items, and in bob's Inbox. */
  private List<String> arrived(int sent, int received) {
    List<String> ofAnn = new ArrayList<>(List.of("ann c4"));
    ofAnn.addAll(Collections.nCopies(sent, "ann c5"));
    return new MailsArrived(
            run.evidence(),
            Map.of(ANN, ofAnn, BOB, List.of("bob c4")),
            Map.of(BOB, Collections.nCopies(received, "ann c5")))
        .violations()
        .toList();
  }

  @Test
  void moreUnknownThanCallsInDoubtIsSeen() {
    run.results.set(0, Planted.ended(run.command(ANN, 1), Status.UNKNOWN, 1));
    only(
        new HonestUnknowns(run.evidence()),
        "1 note.append of ann ended unknown, and 0 of their calls were in doubt");
    run.calls.add(Planted.appendInDoubt(ANN, 40_000));
    assertThat(new HonestUnknowns(run.evidence()).violations()).isEmpty();
    run.results.set(1, Planted.ended(run.command(ANN, 2), Status.UNKNOWN, 1));
    only(new HonestUnknowns(run.evidence()), "2 note.append of ann ended unknown");
  }

  @Test
  void anUnknownPlaceThatWasMadeOrWhoseProcessWasNotStruckIsSeen() {
    run.results.set(2, Planted.ended(run.command(ANN, 3), Status.UNKNOWN, 1));
    assertThat(new UnmadePlaces(run.evidence(), ANN::equals, 1).violations()).isEmpty();
    only(new UnmadePlaces(run.evidence(), BOB::equals, 1), "its process was not struck");
    only(new UnmadePlaces(run.evidence(), ANN::equals, 0), "1 ended unknown, at most 0");
    run.calls.add(Planted.pageMade(ANN, -1_000));
    only(new UnmadePlaces(run.evidence(), ANN::equals, 1), "its page was there");
  }

  /** In a run that takes minutes nothing may be given up after a quarter of an hour. */
  @Test
  void aFailureBeforeItsTimeIsSeen() {
    run.results.set(0, Planted.ended(run.command(ANN, 1), Status.FAILED, 1));
    only(
        new HonestFailures(run.evidence(), Duration.ofMinutes(15)),
        "command c1 of ann failed after");
    assertThat(new HonestFailures(run.evidence(), Duration.ZERO).violations()).isEmpty();
  }

  @Test
  void anUnknownMailIsSeenWhateverWasInDoubt() {
    run.calls.add(Planted.appendInDoubt(ANN, 40_000));
    run.results.set(3, Planted.ended(run.command(ANN, 4), Status.UNKNOWN, 1));
    only(new HonestUnknowns(run.evidence()), "1 mail.send of ann ended unknown");
  }

  @Test
  void aLookIntoSomebodyElsesMailboxOrWorkspaceIsSeen() {
    run.calls.add(Planted.lookIntoTheMailbox(BOB, 10));
    run.looked(BOB, MailOperations.MAIL_LIST, "{'mails':[{'subject':'ann c4'}]}");
    only(new OwnToken(run.evidence()), "command c5 of bob (mail.list) was shown 'ann c4'");
    run.results.removeLast();
    run.calls.add(Planted.look(BOB, 20, 1));
    run.looked(BOB, NoteOperations.NOTE_SEARCH, "{'notes':[{'title':'ann c3'}]}");
    only(new OwnToken(run.evidence()), "command c6 of bob (note.search) was shown 'ann c3'");
    run.results.removeLast();
    run.looked(BOB, NoteOperations.NOTE_GET, "{'title':'bob c3','markdown':'bob c1\\n\\nann c2'}");
    only(new OwnToken(run.evidence()), "command c7 of bob (note.get) was shown 'ann c2'");
  }

  @Test
  void aLookWithoutACallWithItsUsersTokenIsSeen() {
    run.calls.add(Planted.lookIntoTheMailbox(ANN, 10));
    run.looked(BOB, MailOperations.FOLDER_LIST, "{}");
    only(
        new OwnToken(run.evidence()),
        "command c5 of bob (folder.list) ran, and no call with the user's token was made"
            + " meanwhile");
    run.calls.add(Planted.lookIntoTheMailbox(BOB, 20));
    assertThat(new OwnToken(run.evidence()).violations()).isEmpty();
  }

  @Test
  void aLineInSomebodyElsesWorkspaceIsSeen() {
    run.lines(BOB).add("ann c1");
    only(new OwnToken(run.evidence()), "the line 'ann c1' stands in the workspace of bob");
  }

  @Test
  void aMailSentWithSomebodyElsesTokenIsSeen() {
    LedgerCall mine = Planted.call(run.command(ANN, 4), 60_000, 1);
    run.published.getOrDefault(BOB, List.of()).removeLast();
    run.published.getOrDefault(ANN, List.of()).removeLast();
    run.calls.removeIf(call -> "mail".equals(call.effectKind()));
    run.calls.add(mine);
    only(new OwnToken(run.evidence()), "a mail that is not of ann was sent with their token");
  }

  @Test
  void oneCallTooManyInAMinuteIsSeenWhereverTheMinuteBegins() {
    for (int i = 0; i < 177; i++) {
      run.calls.add(Planted.look(ANN, 30_000 + i * 100, 1));
    }
    assertThat(new LimitsKept(run.evidence()).violations()).isEmpty();
    run.calls.add(Planted.look(ANN, 59_999, 1));
    only(new LimitsKept(run.evidence()), "181 notion calls of ann in 60 s, 180 allowed");
  }

  @Test
  void oneMailTooManyInAMinuteIsSeen() {
    for (int i = 0; i < 30; i++) {
      run.calls.add(Planted.call(run.command(ANN, 4), 20_000 + i * 10, 1));
    }
    only(new LimitsKept(run.evidence()), "31 mails of ann in 60 s, 30 allowed");
  }

  @Test
  void aRefusalOfTheProviderIsSeenUnlessItWasInjected() {
    run.calls.add(Planted.refused(ANN, "notion.rate_limited"));
    assertThat(new LimitsKept(run.evidence()).violations()).isEmpty();
    run.calls.add(Planted.refused(ANN, null));
    only(new LimitsKept(run.evidence()), "the provider refused call 0, GET /notion for ann");
  }

  @Test
  void whatIsLeftInTheJournalIsSeen() {
    assertThat(new Drained(Map.of("parks", 0L)).violations()).isEmpty();
    only(new Drained(Map.of("parks", 2L, "START markers", 0L)), "2 parks are left in the journal");
  }

  @Test
  void aProcessThatDoesNotComeBackToWhatItUsedIsSeen() {
    Resources idle = new Resources(100 << 20, 40, 100, 16);
    Map<String, Resources> before = Map.of("note-worker", idle);
    assertThat(new BackToNormal(before, before).violations()).isEmpty();
    only(
        new BackToNormal(before, Map.of("note-worker", new Resources(200 << 20, 40, 100, 16))),
        "note-worker has 209715200 bytes of heap");
    only(
        new BackToNormal(before, Map.of("note-worker", new Resources(100 << 20, 400, 100, 16))),
        "note-worker has 400 threads, before the faults 40");
    only(
        new BackToNormal(before, Map.of("note-worker", new Resources(100 << 20, 40, 900, 16))),
        "note-worker has 900 open files");
    only(
        new BackToNormal(before, Map.of("note-worker", new Resources(100 << 20, 40, 100, 17))),
        "note-worker has 17 database connections");
    only(new BackToNormal(before, Map.of()), "note-worker is not running");
  }

  private static void only(Oracle oracle, String told) {
    assertThat(oracle.violations()).singleElement().asString().containsIgnoringCase(told);
  }
}
