package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.PARTITION;
import static dev.errand.pipeline.engine.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.engine.TroubledJournal.Hold;
import dev.errand.pipeline.engine.TroubledJournal.Trouble;
import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.InMemoryJournal;
import dev.errand.pipeline.journal.Sample;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.schemas.Command;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {

  private final InMemoryJournal journal = new InMemoryJournal(Clock.systemUTC());
  private final TroubledJournal way = new TroubledJournal(journal);
  private final Fence fence = journal.claim(PARTITION, UUID.randomUUID()).fence();
  private final Queue<StoredResult> stored = new ConcurrentLinkedQueue<>();
  private final AtomicInteger failedTries = new AtomicInteger();
  private final Queue<Integer> flushes = new ConcurrentLinkedQueue<>();
  private final GroupCommit commit =
      new GroupCommit(
          way,
          Stage.settings().flush(),
          new JournalClock(Time.real()),
          (entry, result) -> stored.add(result),
          new EngineObserver() {
            @Override
            public void journalUnavailable() {
              failedTries.incrementAndGet();
            }

            @Override
            public void flushed(int entries, Duration took) {
              flushes.add(entries);
            }
          });

  @AfterEach
  void close() {
    commit.close();
  }

  private List<Entry> ends(int count) {
    List<Arrival> arrivals = new ArrayList<>();
    List<Entry> ends = new ArrayList<>();
    for (int offset = 0; offset < count; offset++) {
      Command command = Sample.command(new UserId("ada"), "c" + offset);
      arrivals.add(Sample.accepted(offset, command));
      ends.add(
          new Entry.Ended(fence, offset, Sample.result(command, Status.SUCCEEDED), Cost.NOTHING));
    }
    var _ = journal.ingest(List.of(new Arrivals(fence, count, arrivals)));
    return ends;
  }

  private static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void manyEntriesShareATransactionAndKeepTheirOrder() throws Exception {
    Hold first = way.holdBefore(call -> call.name().equals("write"));
    List<Entry> ends = ends(101);
    List<CompletableFuture<GroupCommit.Receipt>> receipts = new ArrayList<>();
    receipts.add(commit.write(ends.getFirst()));
    first.awaitReached();
    ends.subList(1, 101).forEach(end -> receipts.add(commit.write(end)));
    first.letGo();
    receipts.forEach(GroupCommitTest::get);
    assertThat(flushes).containsExactly(1, 100);
    assertThat(stored).extracting(StoredResult::sequence).isSorted().hasSize(101);
    assertThat(stored)
        .extracting(each -> each.result().command().id().value())
        .startsWith("c0", "c1", "c2")
        .endsWith("c100");
  }

  @Test
  void whileTheJournalIsAwayNothingIsLostAndNothingIsToldTwice() {
    List<Entry> ends = ends(10);
    way.trouble(Trouble.ANSWER_LOST);
    List<CompletableFuture<GroupCommit.Receipt>> receipts =
        ends.stream().map(commit::write).toList();
    eventually(() -> failedTries.get() >= 2);
    assertThat(receipts).noneMatch(CompletableFuture::isDone);
    assertThat(stored).isEmpty();
    way.trouble(Trouble.NONE);
    receipts.forEach(receipt -> assertThat(get(receipt).fenced()).isFalse());
    assertThat(stored)
        .extracting(StoredResult::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
  }

  @Test
  void anEntryAtFaultFailsAlone() {
    List<Entry> ends = ends(5);
    way.refuse(entry -> entry.equals(ends.get(2)));
    List<CompletableFuture<GroupCommit.Receipt>> receipts =
        ends.stream().map(commit::write).toList();
    for (int n : List.of(0, 1, 3, 4)) {
      assertThat(get(receipts.get(n)).fenced()).isFalse();
    }
    assertThatThrownBy(() -> get(receipts.get(2))).hasRootCauseMessage("refused");
    assertThat(stored).hasSize(4);
  }

  @Test
  void whoWritesForAPartitionOfSomebodyElseIsTold() {
    Entry end = ends(1).getFirst();
    var _ = journal.claim(PARTITION, UUID.randomUUID());
    assertThat(get(commit.write(end)).fenced()).isTrue();
    assertThat(stored).isEmpty();
  }

  @Test
  void itTellsWhenAllThatWasGivenIsWritten() throws Exception {
    Entry end = ends(1).getFirst();
    Hold hold = way.holdBefore(call -> call.name().equals("write"));
    CompletableFuture<GroupCommit.Receipt> receipt = commit.write(end);
    hold.awaitReached();
    assertThat(commit.flushed(Duration.ofMillis(20))).isFalse();
    hold.letGo();
    assertThat(commit.flushed(Duration.ofSeconds(20))).isTrue();
    assertThat(receipt).isDone();
  }

  @Test
  void whatWasGivenIsWrittenBeforeItCloses() throws Exception {
    List<Entry> ends = ends(50);
    List<CompletableFuture<GroupCommit.Receipt>> receipts =
        ends.stream().map(commit::write).toList();
    commit.close();
    receipts.forEach(receipt -> assertThat(get(receipt).fenced()).isFalse());
  }

  @Test
  void nobodyWaitsForAClosedOne() {
    List<Entry> ends = ends(2);
    way.die();
    CompletableFuture<GroupCommit.Receipt> given = commit.write(ends.getFirst());
    commit.close();
    assertThat(get(given).fenced()).isTrue();
    assertThat(get(commit.write(ends.getLast())).fenced()).isTrue();
    assertThat(commit.flushed(Duration.ofSeconds(20))).isFalse();
  }
}
