package dev.errand.e2e.oracle;

import static dev.errand.e2e.oracle.Caught.only;
import static dev.errand.e2e.oracle.Planted.ANN;
import static dev.errand.e2e.oracle.Planted.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.schemas.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Each oracle catches what was planted for it, and tells whose it is: here those of how a run ends.
 */
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
}
