package dev.errand.e2e.oracle;

import static dev.errand.e2e.oracle.Caught.only;
import static dev.errand.e2e.oracle.Planted.ANN;
import static dev.errand.e2e.oracle.Planted.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Status;
import dev.errand.schemas.note.NoteOperations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A note that is not whole, or not in its place, is seen when it is planted. */
class NoteOraclesTest {

  private final Planted run = new Planted();

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
  void theTextOfANoteIsWhatIsLeftOfItsMarkdown() {
    assertThat(PlainText.of("# A *note*\n\n- [ ] of ann 3")).containsExactly("A note", "of ann 3");
  }
}
