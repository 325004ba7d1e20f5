package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.engine.EngineSettings.GiveUp;
import dev.errand.pipeline.engine.EngineSettings.Handover;
import dev.errand.pipeline.engine.Stage.Member;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.Sample;
import dev.errand.pipeline.journal.Usage;
import dev.errand.pipeline.limits.Limiters;
import dev.errand.schemas.Command;
import dev.errand.schemas.Priority;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has to wait for commands in another partition waits as long as is bearable, and says so. */
@Timeout(60)
class ElsewhereTest {

  private static final UserId ADA = new UserId("ada");

  private final Stage stage = new Stage();
  private volatile boolean earlier = true;

  @BeforeEach
  void moved() {
    stage.elsewhere = (partition, user, offset) -> earlier;
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private static EngineSettings settings(
      EngineSettings usual, Duration patience, Duration elsewhere) {
    Handover handover = usual.handover();
    return usual
        .with(new GiveUp(patience, patience, patience, elsewhere, usual.giveUp().doubt()))
        .with(
            new Handover(
                handover.drain(),
                Duration.ofMillis(100),
                handover.unrecordedCalls(),
                handover.usageMemory()));
  }

  private Member run(Duration patience, Duration elsewhere, Command command) {
    stage.publish(command);
    Member member = stage.member(usual -> settings(usual, patience, elsewhere)).assign();
    member.poll();
    return member;
  }

  private Result result() {
    eventually(() -> stage.sink.results().size() == 1);
    return stage.sink.results().getFirst();
  }

  @Test
  void whatIsNotDoneBeforeItsDeadlineEndsThenAlthoughItsTurnHasNotCome() {
    Command command = Sample.command(ADA, "a1");
    var _ =
        run(
            Duration.ofHours(1),
            Duration.ofHours(1),
            new Command(
                ADA,
                command.id(),
                command.operation(),
                command.source(),
                Priority.INTERACTIVE,
                Instant.now().plusMillis(700),
                null,
                null,
                null,
                command.data()));
    assertThat(result().status()).isEqualTo(Status.EXPIRED);
    assertThat(stage.provider.begun()).isEmpty();
  }

  @Test
  void whoseTurnNeverComesIsGivenUpAndToldWhy() {
    var _ = run(Duration.ofHours(1), Duration.ofMillis(700), Sample.command(ADA, "a1"));
    assertThat(result().status()).isEqualTo(Status.FAILED);
    assertThat(Objects.requireNonNull(result().problem()).code()).isEqualTo(ProblemCode.INTERNAL);
    assertThat(Objects.requireNonNull(result().problem()).detail()).contains("earlier_command");
    assertThat(result().timing().waited()).containsKey(WaitCause.EARLIER_COMMAND);
    assertThat(stage.provider.begun()).isEmpty();
  }

  @Test
  void itIsToldWhatItWaitsForAndThatIsNotHeldAgainstIt() {
    Duration patience = Duration.ofMillis(600);
    Member member = run(patience, Duration.ofHours(1), Sample.command(ADA, "a1"));
    Instant begun = Instant.now();
    eventually(() -> isTold(member));
    eventually(() -> Instant.now().isAfter(begun.plus(patience).plusMillis(100)));
    earlier = false;
    assertThat(result().status()).isEqualTo(Status.SUCCEEDED);
  }

  private boolean isTold(Member member) {
    return stage.journal.load(member.fence(), Duration.ofMinutes(1)).parks().stream()
        .anyMatch(
            park ->
                park.cause() == WaitCause.EARLIER_COMMAND
                    && park.notBefore().isAfter(Instant.now()));
  }

  private static final Partition OURS = new Partition("test.commands", 7);
  private static final List<Limit> TWO =
      List.of(new Limit(LimitUnit.REQUESTS, 2, Duration.ofHours(1), 0, "made up"));

  /** Tells one call of Ada's from elsewhere; and whether others of hers were counted here. */
  private record Told(boolean countedHere) implements Elsewhere {
    @Override
    public boolean hasEarlier(Partition partition, UserId user, long offset) {
      return false;
    }

    @Override
    public List<Usage> takeUsage(Partition partition, UserId user) {
      return List.of(new Usage(user, Instant.now(), Cost.ONE_REQUEST));
    }

    @Override
    public boolean countedHere(Partition partition, UserId user) {
      return countedHere;
    }
  }

  private final Limiters limiters = new Limiters(System::nanoTime);

  private boolean mayCall() {
    return limiters.tryTake(ADA, TWO, Cost.ONE_REQUEST, Priority.INTERACTIVE).isZero();
  }

  private OtherPartitions others(boolean countedHere) {
    return new OtherPartitions(new Told(countedHere), limiters, new JournalClock(Time.real()));
  }

  private static Loaded loaded(Usage... usage) {
    return new Loaded(
        Instant.now(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of(usage),
        0,
        Map.of(),
        0,
        0);
  }

  @Test
  void whatWasSentFromElsewhereCounts() {
    Head head =
        new Head(
            new Fence(OURS, UUID.randomUUID(), 1),
            new Queued(0, Sample.command(ADA, "a1"), Instant.now(), List.of()));
    assertThat(others(false).goFirst(head)).isFalse();
    assertThat(mayCall()).isTrue();
    assertThat(mayCall()).isFalse();
  }

  @Test
  void aTakeoverForgetsNothingThatWasCountedForAnotherPartitionOfOurs() {
    assertThat(mayCall()).isTrue();
    others(true).restore(OURS, loaded(new Usage(ADA, Instant.now(), Cost.ONE_REQUEST)), 0);
    assertThat(mayCall()).isFalse();
  }

  @Test
  void aTakeoverCountsNothingTwiceOfWhoWasNowhereElse() {
    assertThat(mayCall()).isTrue();
    others(false).restore(OURS, loaded(new Usage(ADA, Instant.now(), Cost.ONE_REQUEST)), 0);
    assertThat(mayCall()).isTrue();
  }

  @Test
  void aNewOwnerAsksAnew() {
    Member member = run(Duration.ofHours(1), Duration.ofHours(1), Sample.command(ADA, "a1"));
    eventually(() -> isTold(member));
    earlier = false;
    var _ = stage.member().assign();
    assertThat(result().status()).isEqualTo(Status.SUCCEEDED);
  }
}
