package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.engine.CommandData.Brought;
import dev.errand.pipeline.engine.Stage.Member;
import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.InMemoryJournal;
import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Sample;
import dev.errand.pipeline.journal.Weight;
import dev.errand.schemas.Command;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large commands are in memory only while they run, and few of them run. */
@Timeout(60)
class CommandDataTest {

  private static final int MANY = 60;
  private static final OperationName MEASURE = new OperationName("test.measure");

  private static Command large(int number) {
    UserId user = new UserId("u" + number);
    Command plain = Sample.command(user, "c" + number);
    return new Command(
        user,
        plain.id(),
        MEASURE,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        Sample.json("{\"body\":\"" + "a".repeat(Weight.LARGE) + "\"}"));
  }

  @Test
  void dataIsBroughtForAFewAndPutDownAgain() {
    InMemoryJournal journal = new InMemoryJournal(Clock.systemUTC());
    Fence fence = journal.claim(new Partition("t", 0), UUID.randomUUID()).fence();
    List<Arrival> arrivals = new ArrayList<>();
    IntStream.range(0, MANY).forEach(i -> arrivals.add(Sample.accepted(i, large(i))));
    var _ = journal.ingest(List.of(new Arrivals(fence, MANY, arrivals)));
    Loaded loaded = journal.load(fence, Duration.ZERO);
    List<Head> heads = loaded.heads().stream().map(queued -> new Head(fence, queued)).toList();
    CommandData large = new CommandData(journal);
    List<Head> here = heads.stream().filter(head -> large.bring(head) == Brought.HERE).toList();
    assertThat(here).hasSizeBetween(1, MANY / 2);
    assertThat(here).allMatch(head -> !head.command().data().isNull());
    here.forEach(large::putDown);
    assertThat(heads).allMatch(head -> head.command().data().isNull());
    assertThat(large.bring(heads.getLast())).isEqualTo(Brought.HERE);
  }

  /** A worker that stood still asks before it changes what no provider guards. */
  @Test
  void whatSomebodyElseHasEndedIsNotQueuedAnyMore() {
    InMemoryJournal journal = new InMemoryJournal(Clock.systemUTC());
    Partition partition = new Partition("t", 0);
    Fence fence = journal.claim(partition, UUID.randomUUID()).fence();
    var _ = journal.ingest(List.of(new Arrivals(fence, 1, List.of(Sample.accepted(0, large(0))))));
    Head head = new Head(fence, journal.load(fence, Duration.ZERO).heads().getFirst());
    CommandData data = new CommandData(journal);
    data.requireQueued(head);
    Fence successor = journal.claim(partition, UUID.randomUUID()).fence();
    data.requireQueued(head);
    var _ =
        journal.write(
            List.of(
                new Entry.Ended(
                    successor, 0, Sample.result(large(0), Status.SUCCEEDED), Cost.NOTHING)));
    assertThatThrownBy(() -> data.requireQueued(head))
        .isInstanceOfSatisfying(
            RunStopped.class,
            stopped -> assertThat(stopped.why()).isEqualTo(new RunStopped.Why.Gone()));
  }

  @Test
  void eachRunsWithItsDataHoweverManyThereAre() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Operation measure =
        new Operation() {
          @Override
          public OperationName name() {
            return MEASURE;
          }

          @Override
          public Object perform(OperationContext context) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
              return Map.of(
                  "length",
                  context.call(
                      "run", token -> context.command().data().path("body").asString().length()));
            } finally {
              running.decrementAndGet();
            }
          }
        };
    try (Stage stage = new Stage()) {
      IntStream.range(0, MANY).forEach(i -> stage.publish(large(i)));
      Member member = stage.member(settings -> settings, List.of(measure)).assign();
      member.poll();
      eventually(() -> stage.sink.results().size() == MANY);
      assertThat(stage.sink.results())
          .map(result -> requireNonNull(result.output()).path("length").asInt())
          .containsOnly(Weight.LARGE);
      assertThat(most.get()).isLessThan(MANY / 2);
    }
  }
}
