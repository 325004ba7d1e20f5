package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.engine.Stage.Member;
import dev.errand.pipeline.engine.TroubledJournal.Trouble;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.InMemoryJournal;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.Command;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has lost a partition sends nothing more for it, not even a read. */
@Timeout(60)
class StillOursTest {

  private static final OperationName SLOW = new OperationName("test.slow");

  private final InMemoryJournal journal = new InMemoryJournal(Clock.systemUTC());
  private final TroubledJournal way = new TroubledJournal(journal);
  private final AtomicLong nanos = new AtomicLong();
  private final StillOurs stillOurs = new StillOurs(way, List::of, nanos::get);
  private final Ownership ours = new Ownership(claim());

  private Fence claim() {
    return journal.claim(Stage.PARTITION, UUID.randomUUID()).fence();
  }

  private void passes(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void anAnswerIsBelievedForLessThanASecond() {
    assertThat(stillOurs.holds(ours)).isTrue();
    claim();
    passes(699);
    assertThat(stillOurs.holds(ours)).isTrue();
    passes(2);
    assertThat(stillOurs.holds(ours)).isFalse();
    assertThat(ours.lost()).isTrue();
  }

  @Test
  void whileTheJournalIsAwayNothingIsSentAndNothingIsLost() {
    way.trouble(Trouble.AWAY);
    assertThat(stillOurs.holds(ours)).isFalse();
    assertThat(ours.lost()).isFalse();
    way.trouble(Trouble.NONE);
    assertThat(stillOurs.holds(ours)).isTrue();
  }

  /** Reads, stands still until somebody lets it go on, and reads again. */
  private record Slow(CrowdProvider provider, CountDownLatch stands, CountDownLatch goesOn)
      implements Operation {

    @Override
    public OperationName name() {
      return SLOW;
    }

    @Override
    public Object perform(OperationContext context) {
      UserId user = context.command().user();
      context.call("one", token -> provider.serve(user, "one"));
      stands.countDown();
      await().until(() -> goesOn.getCount() == 0);
      return Map.of("two", context.call("two", token -> provider.serve(user, "two")));
    }
  }

  private record Quick() implements Operation {

    @Override
    public OperationName name() {
      return SLOW;
    }

    @Override
    public Object perform(OperationContext context) {
      return Map.of();
    }
  }

  @Test
  void whoStoodStillReadsNothingInThePlaceOfTheNextOwner() throws InterruptedException {
    try (Stage stage = new Stage()) {
      CountDownLatch stands = new CountDownLatch(1);
      CountDownLatch goesOn = new CountDownLatch(1);
      Slow slow = new Slow(stage.provider, stands, goesOn);
      Member first = stage.member(settings -> settings, List.of(slow)).assign();
      stage.publish(command());
      first.poll();
      assertThat(stands.await(20, TimeUnit.SECONDS)).isTrue();
      Member second = stage.member(settings -> settings, List.of(new Quick())).assign();
      second.poll();
      eventually(() -> stage.sink.commands().contains("a1"));
      eventually(() -> !first.engine.owns(Stage.PARTITION));
      goesOn.countDown();
      eventually(() -> first.engine.running() == 0);
      assertThat(stage.provider.begun()).containsExactly("one");
    }
  }

  private static Command command() {
    Command plain = Sample.command(new UserId("ada"), "a1");
    return new Command(
        plain.user(),
        plain.id(),
        SLOW,
        plain.source(),
        plain.priority(),
        null,
        null,
        null,
        null,
        plain.data());
  }
}
