package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.PARTITION;
import static dev.errand.pipeline.engine.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.pipeline.engine.Stage.Member;
import dev.errand.pipeline.engine.TroubledJournal.Trouble;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Sample;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.schemas.Command;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every stored result reaches the results topic, in sequence. */
@Timeout(60)
class PublishTest {

  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.close();
  }

  private void publishCommands(int from, int to) {
    List<Command> commands = new ArrayList<>();
    for (int n = from; n < to; n++) {
      commands.add(Sample.command(new UserId("user-" + n % 50), "c" + n));
    }
    stage.publish(PARTITION, commands);
  }

  private Loaded load(Member member) {
    return stage.journal.load(member.fence(), Duration.ofMinutes(1));
  }

  private void awaitOnTopic(int results) {
    eventually(() -> Set.copyOf(stage.sink.sequences(PARTITION)).size() == results);
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void resultsComeInSequenceAndTheJournalLearnsHowFar() {
    publishCommands(0, 1_500);
    Member member = stage.member().assign();
    member.poll();
    eventually(() -> load(member).published() == 1_500);
    assertThat(stage.sink.sequences(PARTITION)).isEqualTo(upTo(1_500));
  }

  @Test
  void fromAResultThatDidNotArriveOnAllAreSentAgain() {
    AtomicInteger sends = new AtomicInteger();
    stage.sink.answer(
        result ->
            sends.incrementAndGet() == 30
                ? CompletableFuture.failedFuture(new IllegalStateException("no"))
                : CompletableFuture.completedFuture(null));
    publishCommands(0, 200);
    Member member = stage.member().assign();
    member.poll();
    awaitOnTopic(200);
    List<Long> sent = stage.sink.sequences(PARTITION);
    assertThat(lastOccurrences(sent)).isEqualTo(upTo(200));
  }

  private static List<Long> lastOccurrences(List<Long> sent) {
    return new ArrayList<>(new LinkedHashSet<>(sent.reversed())).reversed();
  }

  @Test
  void aSinkThatThrowsIsTriedAgain() {
    AtomicBoolean thrown = new AtomicBoolean();
    stage.sink.answer(
        result -> {
          if (thrown.compareAndSet(false, true)) {
            throw new IllegalStateException("the producer is closed");
          }
          return CompletableFuture.completedFuture(null);
        });
    publishCommands(0, 3);
    Member member = stage.member().assign();
    member.poll();
    awaitOnTopic(3);
    assertThat(stage.sink.sequences(PARTITION)).isEqualTo(upTo(3));
  }

  @Test
  void whileTheTopicIsAwayWorkGoesOnAndAllIsThereAfterwards() {
    AtomicBoolean away = new AtomicBoolean(true);
    stage.sink.answer(
        result ->
            away.get()
                ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                : CompletableFuture.completedFuture(null));
    publishCommands(0, 2_000);
    Member member = stage.member().assign();
    member.poll();
    eventually(() -> load(member).results() == 2_000);
    away.set(false);
    awaitOnTopic(2_000);
    assertThat(stage.sink.sequences(PARTITION)).isEqualTo(upTo(2_000));
  }

  @Test
  void aRefusalWhoseCommitWasNotAnsweredIsToldWithTheNextTry() {
    publishCommands(0, 1);
    Member member = stage.member().assign();
    member.poll();
    awaitOnTopic(1);
    Command command = Sample.command(new UserId("ada"), "refused");
    List<Engine.Batch> batch =
        List.of(new Engine.Batch(PARTITION, 2, List.of(Sample.refused(1, command))));
    member.way.trouble(Trouble.ANSWER_LOST);
    assertThatThrownBy(() -> member.engine.ingest(batch)).isInstanceOf(JournalUnavailable.class);
    member.way.trouble(Trouble.NONE);
    member.engine.ingest(batch);
    awaitOnTopic(2);
  }

  @Test
  void theNextOwnerPublishesWhatACrashedOneLeft() {
    CompletableFuture<Void> never = new CompletableFuture<>();
    stage.sink.answer(
        result -> result.sequence() <= 10 ? CompletableFuture.completedFuture(null) : never);
    publishCommands(0, 40);
    Member first = stage.member().assign();
    first.poll();
    eventually(() -> load(first).results() == 40);
    first.die();
    stage.sink.accept();
    var _ = stage.member().assign();
    awaitOnTopic(40);
    assertThat(new LinkedHashSet<>(stage.sink.sequences(PARTITION)))
        .containsExactlyElementsOf(upTo(40));
  }

  @Test
  void aRevokedPartitionsResultsArePublishedBeforeItIsReleased() {
    publishCommands(0, 100);
    Member member = stage.member().assign();
    member.poll();
    eventually(() -> load(member).results() == 100);
    member.revoke(PARTITION);
    Member next = stage.member().assign();
    assertThat(load(next).published()).isEqualTo(100);
    assertThat(stage.sink.sequences(PARTITION)).isEqualTo(upTo(100));
  }

  @Test
  void aCommandSentASecondTimeIsAnsweredASecondTime() {
    publishCommands(0, 1);
    Member member = stage.member().assign();
    member.poll();
    eventually(() -> stage.sink.sequences(PARTITION).size() == 1);
    publishCommands(0, 1);
    member.poll();
    eventually(() -> stage.sink.sequences(PARTITION).equals(List.of(1L, 1L)));
    assertThat(stage.sink.results()).hasSize(1);
    assertThat(stage.provider.served()).hasSize(1);
  }

  @Test
  void anAnswerThatCannotBeRepeatedStopsNothing() {
    publishCommands(0, 1);
    Member member = stage.member().assign();
    member.poll();
    awaitOnTopic(1);
    stage.sink.answer(
        result -> {
          if (result.sequence() == 1) {
            throw new IllegalStateException("the producer's buffer is full");
          }
          return CompletableFuture.completedFuture(null);
        });
    publishCommands(0, 2);
    member.poll();
    eventually(() -> stage.sink.commands().contains("c1"));
  }

  @Test
  void resultsThatAreGoneFromTheJournalHoldUpNoneBehindThem() {
    publishCommands(0, 5);
    Member member = stage.member();
    CompletableFuture<Void> never = new CompletableFuture<>();
    stage.sink.answer(result -> never);
    member.assign();
    member.poll();
    eventually(() -> load(member).results() == 5);
    member.die();
    stage.journal.forgetResults(PARTITION, 3);
    stage.sink.accept();
    var _ = stage.member().assign();
    eventually(() -> stage.sink.sequences(PARTITION).size() == 2);
    assertThat(stage.sink.sequences(PARTITION)).containsExactly(4L, 5L);
  }

  @Test
  void aResultIsTheSameBytesEachTimeItIsSent() {
    List<StoredResult> sent = new ArrayList<>();
    AtomicBoolean failed = new AtomicBoolean();
    stage.sink.answer(
        result -> {
          sent.add(result);
          return failed.compareAndSet(false, true)
              ? CompletableFuture.failedFuture(new IllegalStateException("no"))
              : CompletableFuture.completedFuture(null);
        });
    publishCommands(0, 1);
    Member member = stage.member().assign();
    member.poll();
    awaitOnTopic(1);
    assertThat(sent).hasSize(2);
    assertThat(dev.errand.schemas.Results.data(sent.getFirst().result()))
        .isEqualTo(dev.errand.schemas.Results.data(sent.getLast().result()));
  }
}
