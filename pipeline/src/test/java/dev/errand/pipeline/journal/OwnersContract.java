package dev.errand.pipeline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Cost;
import dev.errand.schemas.Command;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} promises of who may write. */
public abstract class OwnersContract extends PostponedContract {

  @Test
  void aPartitionThatWasNeverReadHasNoPositionAndIsClean() {
    Claim claim = journal().claim(partition, UUID.randomUUID());
    assertThat(claim.nextOffset()).isEmpty();
    assertThat(claim.clean()).isTrue();
    assertThat(claim.fence().partition()).isEqualTo(partition);
    assertThat(load(claim.fence()))
        .satisfies(
            loaded -> {
              assertThat(loaded.heads()).isEmpty();
              assertThat(loaded.pending()).isZero();
              assertThat(loaded.results()).isZero();
              assertThat(loaded.published()).isZero();
            });
  }

  @Test
  void whoAsksIsToldWhatIsNotTheirsAnyMore() {
    Fence first = claim();
    Fence other = claim(neighbour);
    assertThat(journal().lost(List.of(first, other))).isEmpty();
    Fence second = claim();
    assertThat(journal().lost(List.of(first, other))).containsExactly(first);
    journal().release(second);
    assertThat(journal().lost(List.of(second))).containsExactly(second);
  }

  @Test
  void eachClaimRaisesTheEpochAndTellsWhereToReadOnAndWhetherTheOwnerBeforeLetGo() {
    UUID owner = UUID.randomUUID();
    Fence first = journal().claim(partition, owner).fence();
    ingest(first, 42);
    Claim second = journal().claim(partition, owner);
    assertThat(second.fence().epoch()).isGreaterThan(first.epoch());
    assertThat(second.clean()).isFalse();
    assertThat(second.nextOffset()).hasValue(42);
    journal().release(second.fence());
    assertThat(journal().claim(partition, owner).clean()).isTrue();
    assertThat(journal().claim(partition, owner).clean()).isFalse();
  }

  @Test
  void theOwnerBeforeWritesNothingMore() {
    Command command = Sample.command(ada, "c1");
    Fence before = claim();
    ingest(before, 1, Sample.accepted(0, command));
    Fence now = claim();

    Written written =
        journal()
            .write(
                List.of(
                    ended(before, 0, command),
                    new Entry.Spent(before, 0, Cost.ONE_REQUEST),
                    new Entry.Published(before, 7)));
    assertThat(written.fenced()).containsExactly(before);
    assertThat(written.sequences()).isEmpty();
    assertThat(
            journal()
                .ingest(
                    List.of(
                        new Arrivals(
                            before, 2, List.of(Sample.accepted(1, Sample.command(ada, "c2")))))))
        .containsExactly(new Ingested.Fenced(before));
    assertThat(load(now))
        .satisfies(
            loaded -> {
              assertThat(offsets(loaded.heads())).containsExactly(0L);
              assertThat(loaded.pending()).isEqualTo(1);
              assertThat(loaded.results()).isZero();
              assertThat(loaded.published()).isZero();
            });
    assertThat(journal().claim(partition, UUID.randomUUID()).nextOffset()).hasValue(1);
  }

  /** As after a failover to a standby that had not heard of the last records. */
  @Test
  void aJournalThatLostItsEndTakesInNothingThatWouldHideIt() {
    Fence fence = claim();
    ingest(fence, 80, Sample.accepted(79, Sample.command(ada, "c1")));
    Arrivals behind =
        new Arrivals(fence, 100, 110, List.of(Sample.accepted(100, Sample.command(ada, "c2"))));
    assertThat(journal().ingest(List.of(behind))).containsExactly(new Ingested.Fenced(fence));
    assertThat(load(fence).pending()).isEqualTo(1);
    assertThat(journal().claim(partition, UUID.randomUUID()).nextOffset()).hasValue(80);
  }

  @Test
  void aJournalThatHasMoreThanItsOwnerKnowsTakesABatchInOnce() {
    Fence fence = claim();
    Arrivals batch =
        new Arrivals(fence, 0, 2, List.of(Sample.accepted(1, Sample.command(ada, "c1"))));
    var _ = journal().ingest(List.of(batch)); // and the answer is lost
    assertThat(journal().ingest(List.of(batch))).singleElement().isInstanceOf(Ingested.Taken.class);
    assertThat(load(fence).pending()).isEqualTo(1);
  }

  @Test
  void ofTwoFencesOfOnePartitionInOneWriteOnlyTheNewerHolds() {
    UUID owner = UUID.randomUUID();
    Fence before = journal().claim(partition, owner).fence();
    Command one = Sample.command(ada, "c1");
    Command two = Sample.command(bob, "c2");
    ingest(before, 2, Sample.accepted(0, one), Sample.accepted(1, two));
    Fence now = journal().claim(partition, owner).fence();

    Written written = journal().write(List.of(ended(before, 0, one), ended(now, 1, two)));
    assertThat(written.fenced()).containsExactly(before);
    assertThat(written.sequences()).containsOnlyKeys(ended(now, 1, two));
    assertThat(offsets(load(now).heads())).containsExactly(0L);
  }

  @Test
  void aFencedPartitionDoesNotStopTheOthersInTheSameWrite() {
    Command mine = Sample.command(ada, "c1");
    Fence held = claim(partition);
    ingest(held, 1, Sample.accepted(0, mine));
    Fence gone = claim(neighbour);
    claim(neighbour);

    List<Ingested> ingested =
        journal()
            .ingest(
                List.of(
                    new Arrivals(gone, 5, List.of()),
                    new Arrivals(held, 2, List.of(Sample.accepted(1, Sample.command(bob, "c2"))))));
    assertThat(ingested)
        .hasSize(2)
        .contains(new Ingested.Fenced(gone))
        .anySatisfy(
            each ->
                assertThat(each)
                    .isInstanceOfSatisfying(
                        Ingested.Taken.class,
                        taken -> assertThat(offsets(taken.queued())).containsExactly(1L)));
    Written written = journal().write(List.of(new Entry.Published(gone, 1), ended(held, 0, mine)));
    assertThat(written.fenced()).containsExactly(gone);
    assertThat(written.sequences()).hasSize(1);
  }

  @Test
  void onlyTheOwnerLetsGo() {
    Fence before = claim();
    Fence now = claim();
    journal().release(before);
    assertThat(journal().write(List.of(new Entry.Published(now, 0))).fenced()).isEmpty();
    journal().release(now);
    assertThat(journal().write(List.of(new Entry.Published(now, 0))).fenced()).containsExactly(now);
    assertThat(journal().claim(partition, UUID.randomUUID()).clean()).isTrue();
  }
}
