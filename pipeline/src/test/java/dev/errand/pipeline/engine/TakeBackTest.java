package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.Step;
import dev.errand.pipeline.TakenBack;
import dev.errand.pipeline.TokenSource.Answer;
import dev.errand.pipeline.engine.Stage.Member;
import dev.errand.pipeline.engine.TroubledJournal.Hold;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Sample;
import dev.errand.pipeline.journal.Weight;
import dev.errand.pipeline.journal.Whereabouts;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A command can be taken back until something is done for it, and not any more then. */
@Timeout(60)
class TakeBackTest {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final OperationName CANCEL = new OperationName("test.cancel");
  private static final OperationName SET = new OperationName("test.set");
  private static final OperationName LOCAL = new OperationName("test.local");
  private static final OperationName FIRST_STEP = new OperationName("test.first-step");

  private final Stage stage = new Stage();
  private final List<String> changedHere = new CopyOnWriteArrayList<>();

  private static final class Cancel implements Operation {

    @Override
    public OperationName name() {
      return CANCEL;
    }

    @Override
    public boolean needsConnection(UserId user) {
      return false;
    }

    @Override
    public boolean goesAhead() {
      return true;
    }

    @Override
    public Object perform(OperationContext context) {
      String other = context.command().data().path("command").stringValue();
      return Map.of("taken", context.takeBack(new CommandId(other)));
    }
  }

  /** Sets something at the provider, as often as it is run. */
  private final class Setting implements Operation {

    @Override
    public OperationName name() {
      return SET;
    }

    @Override
    public boolean changesByCalls() {
      return true;
    }

    @Override
    public Object perform(OperationContext context) {
      Command command = context.command();
      return Map.of(
          "set", context.call("set", token -> provider().serve(command.user(), id(command))));
    }
  }

  /** Has made the first of its changes, and waits to make the next. */
  private final class FirstStep implements Operation {

    @Override
    public OperationName name() {
      return FIRST_STEP;
    }

    @Override
    public Object perform(OperationContext context) {
      Command command = context.command();
      var _ =
          context
              .effects()
              .once(
                  Step.of("first", String.class, id(command), Stage.SETTLES),
                  token -> provider().serve(command.user(), id(command)),
                  attempted -> new Finding.Absent<>());
      throw new OperationStopped(inAnHour());
    }
  }

  /** Changes something without asking the provider. */
  private final class Local implements Operation {

    @Override
    public OperationName name() {
      return LOCAL;
    }

    @Override
    public boolean needsConnection(UserId user) {
      return false;
    }

    @Override
    public Object perform(OperationContext context) {
      changedHere.add(id(context.command()));
      throw new OperationStopped(inAnHour());
    }
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private Member worker() {
    return stage
        .member(
            settings -> settings,
            List.of(new Cancel(), new Setting(), new Local(), new FirstStep()))
        .assign();
  }

  private CrowdProvider provider() {
    return stage.provider;
  }

  private static String id(Command command) {
    return command.id().value();
  }

  private static Failure inAnHour() {
    return new Failure.RetryLater(
        WaitCause.RATE_LIMITED, Failure.Scope.USER, Optional.of(Duration.ofHours(1)));
  }

  private static Command bulk(String id, OperationName operation) {
    return command(id, operation, Priority.BULK);
  }

  private static Command command(String id, OperationName operation, Priority priority) {
    return new Command(
        ADA,
        new CommandId(id),
        operation,
        "urn:test",
        priority,
        null,
        null,
        null,
        null,
        Sample.json("{}"));
  }

  private static Command cancel(UserId user, String id, String other) {
    return new Command(
        user,
        new CommandId(id),
        CANCEL,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        Sample.json("{\"command\":\"" + other + "\"}"));
  }

  private static Command inAnHour(Command command) {
    return command.later(Instant.now().plus(Duration.ofHours(1)), null);
  }

  private Result result(String command) {
    return stage.sink.results().stream()
        .filter(result -> result.command().id().value().equals(command))
        .findFirst()
        .orElseThrow();
  }

  private void assertTaken(String cancel, TakenBack taken) {
    assertThat(result(cancel).output()).isEqualTo(Sample.json("{\"taken\":\"" + taken + "\"}"));
  }

  private void run(Member worker, Command... commands) {
    stage.publish(commands);
    worker.poll();
    eventually(
        () ->
            stage
                .sink
                .commands()
                .containsAll(
                    List.of(commands).stream()
                        .filter(command -> command.notBefore() == null)
                        .map(command -> command.id().value())
                        .toList()));
  }

  @Test
  void whatWaitsItsTurnIsTakenBackAndTheOthersGoOn() {
    Member worker = worker();
    stage.provider.hold("b1");
    stage.publish(
        Sample.command(ADA, "b1", Priority.BULK),
        Sample.command(ADA, "b2", Priority.BULK),
        Sample.command(ADA, "b3", Priority.BULK));
    worker.poll();
    eventually(() -> stage.provider.begun().contains("b1"));
    stage.publish(cancel(ADA, "cancel", "b2"));
    worker.poll();
    stage.provider.letGo("b1");
    eventually(() -> stage.sink.commands().containsAll(List.of("b1", "b3", "cancel")));
    assertThat(result("b2").status()).isEqualTo(Status.CANCELLED);
    assertTaken("cancel", TakenBack.DONE);
    assertThat(stage.provider.begun()).containsExactly("b1", "b3");
  }

  @Test
  void whatHasBegunGoesOn() {
    Member worker = worker();
    stage.publish(bulk("b1", FIRST_STEP));
    worker.poll();
    eventually(() -> worker.engine.parked() == 1);
    run(worker, cancel(ADA, "cancel", "b1"));
    assertTaken("cancel", TakenBack.BEGUN);
    assertThat(stage.provider.served()).containsExactly("b1");
  }

  @Test
  void whatWasOnlyRefusedUntilNowIsTakenBackEvenFromTheFront() {
    Member worker = worker();
    Command refused = Stage.effect(ADA, "b1", Priority.BULK);
    waitsAtTheFront(worker, refused);
    eventually(() -> !inOrder(refused).attempted());
    run(worker, cancel(ADA, "cancel", "b1"));
    assertTaken("cancel", TakenBack.DONE);
  }

  private void waitsAtTheFront(Member worker, Command command) {
    stage.provider.failNext(id(command), inAnHour(), inAnHour());
    stage.publish(command);
    worker.poll();
    eventually(() -> worker.engine.parked() == 1);
  }

  private Whereabouts.InOrder inOrder(Command command) {
    return (Whereabouts.InOrder)
        stage.journal.whereabouts(Stage.PARTITION.topic(), command.user(), command.id());
  }

  @Test
  void whatHasOnlyReadIsTakenBackEvenFromTheFront() {
    Member worker = worker();
    waitsAtTheFront(worker, Sample.command(ADA, "b1", Priority.BULK));
    run(worker, cancel(ADA, "cancel", "b1"));
    assertTaken("cancel", TakenBack.DONE);
  }

  @Test
  void whatMayHaveBeenSetGoesOn() {
    Member worker = worker();
    waitsAtTheFront(worker, bulk("b1", SET));
    run(worker, cancel(ADA, "cancel", "b1"));
    assertTaken("cancel", TakenBack.BEGUN);
  }

  @Test
  void whatMayHaveBeenSetByTheOwnerBeforeGoesOn() {
    Member before = worker();
    waitsAtTheFront(before, bulk("b1", SET));
    before.revoke(Stage.PARTITION);
    Member after = worker();
    run(after, cancel(ADA, "cancel", "b1"));
    assertTaken("cancel", TakenBack.BEGUN);
  }

  @Test
  void whatMayHaveBeenSetByOneThatDiedGoesOn() {
    Member before = worker();
    waitsAtTheFront(before, bulk("b1", SET));
    before.die();
    Member after = worker();
    run(after, cancel(ADA, "cancel", "b1"));
    assertTaken("cancel", TakenBack.BEGUN);
  }

  @Test
  void whatMayHaveBeenChangedWithoutTheProviderGoesOnWithWhomeverItIs() {
    Member before = worker();
    stage.publish(bulk("b1", LOCAL));
    before.poll();
    eventually(() -> before.engine.parked() == 1);
    run(before, cancel(ADA, "cancel-1", "b1"));
    assertTaken("cancel-1", TakenBack.BEGUN);
    before.revoke(Stage.PARTITION);
    Member after = worker();
    run(after, cancel(ADA, "cancel-2", "b1"));
    assertTaken("cancel-2", TakenBack.BEGUN);
    assertThat(changedHere).containsOnly("b1");
  }

  @Test
  void behindOneWhoseTimeIsOverButIsInDoubtItIsTakenBackToo() {
    Member worker = worker();
    stage.provider.hold("a1");
    stage.provider.failNext(
        "a1", new Failure.InDoubt(WaitCause.RETRY, Failure.Scope.USER, Optional.empty()));
    stage.publish(
        Stage.effect(ADA, "a1", Priority.INTERACTIVE).held(Duration.ZERO),
        Stage.effect(ADA, "b1", Priority.BULK));
    worker.poll();
    eventually(() -> stage.provider.begun().contains("a1"));
    stage.provider.connection(ADA, new Answer.ReconnectNeeded("revoked", Instant.now()));
    stage.provider.letGo("a1");
    run(worker, cancel(ADA, "cancel", "b1"));
    assertTaken("cancel", TakenBack.DONE);
    assertThat(stage.sink.commands()).doesNotContain("a1");
  }

  @Test
  void whatWaitsForItsPersonIsTakenBackWhereverItStands() {
    Member worker = worker();
    stage.provider.connection(ADA, new Answer.ReconnectNeeded("revoked", Instant.now()));
    stage.publish(
        Stage.effect(ADA, "a1", Priority.INTERACTIVE),
        Stage.effect(ADA, "a2", Priority.INTERACTIVE),
        Stage.effect(ADA, "a3", Priority.INTERACTIVE),
        Stage.effect(ADA, "b1", Priority.BULK));
    worker.poll();
    run(
        worker,
        cancel(ADA, "cancel-1", "b1"),
        cancel(ADA, "cancel-2", "a2").held(Duration.ZERO),
        cancel(ADA, "cancel-3", "a1"),
        cancel(ADA, "cancel-4", "cancel-4"));
    assertTaken("cancel-1", TakenBack.DONE);
    assertTaken("cancel-2", TakenBack.DONE);
    assertTaken("cancel-3", TakenBack.DONE);
    assertTaken("cancel-4", TakenBack.BEGUN);
    stage.provider.connect(ADA);
    worker.engine.connectionChanged(ADA, false);
    eventually(() -> stage.sink.commands().contains("a3"));
    assertThat(stage.provider.begun()).containsExactly("a3");
    for (String taken : List.of("a1", "a2", "b1")) {
      assertThat(result(taken).status()).isEqualTo(Status.CANCELLED);
    }
  }

  @Test
  void behindOneThatWaitsForALimitItIsTakenBackAtOnceAndTheRestWaitTheirTurn() {
    Member worker = worker();
    waitsAtTheFront(worker, Stage.effect(ADA, "a1", Priority.INTERACTIVE));
    stage.publish(Sample.command(ADA, "a2"), Sample.command(ADA, "a3"));
    run(worker, cancel(ADA, "cancel-1", "a2"));
    run(worker, cancel(ADA, "cancel-2", "a1"));
    assertTaken("cancel-1", TakenBack.DONE);
    assertTaken("cancel-2", TakenBack.DONE);
    assertThat(stage.sink.commands()).containsExactlyInAnyOrder("a1", "a2", "cancel-1", "cancel-2");
  }

  @Test
  void nothingElseGoesAheadAlsoNotWhatNeedsNoConnection() {
    Member worker = worker();
    stage.publish(command("a1", LOCAL, Priority.INTERACTIVE));
    worker.poll();
    eventually(() -> worker.engine.parked() == 1);
    stage.publish(command("a2", LOCAL, Priority.INTERACTIVE), Sample.command(ADA, "a3"));
    run(worker, cancel(ADA, "cancel", "a3"));
    assertTaken("cancel", TakenBack.DONE);
    assertThat(changedHere).containsExactly("a1");
  }

  @Test
  void soItIsByTheNextOwner() {
    Member before = worker();
    waitsAtTheFront(before, Stage.effect(ADA, "a1", Priority.INTERACTIVE));
    stage.publish(Sample.command(ADA, "a2"));
    before.poll();
    before.revoke(Stage.PARTITION);
    Member after = worker();
    run(after, cancel(ADA, "cancel", "a2"));
    assertTaken("cancel", TakenBack.DONE);
    assertThat(stage.sink.commands()).containsExactlyInAnyOrder("a2", "cancel");
  }

  @Test
  void howeverManyWaitBehindItTheLastIsTakenBackAndThoseWhoseTimeIsOverEndToo() {
    Member worker = worker();
    waitsAtTheFront(worker, Stage.effect(ADA, "a1", Priority.INTERACTIVE));
    List<Command> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(Sample.command(ADA, "many-" + i));
    }
    stage.publish(Stage.PARTITION, many);
    stage.publish(inTime(Sample.command(ADA, "hurry"), Duration.ofMillis(300)));
    run(worker, cancel(ADA, "cancel", "many-499"));
    assertTaken("cancel", TakenBack.DONE);
    eventually(() -> stage.sink.commands().contains("hurry"));
    assertThat(result("hurry").status()).isEqualTo(Status.EXPIRED);
    assertThat(stage.sink.commands()).containsExactlyInAnyOrder("cancel", "many-499", "hurry");
    assertThat(stage.provider.begun()).containsExactly("a1");
  }

  private static Command inTime(Command command, Duration time) {
    return new Command(
        command.user(),
        command.id(),
        command.operation(),
        "urn:test",
        command.priority(),
        Instant.now().plus(time),
        null,
        null,
        null,
        command.data());
  }

  @Test
  void whatIsPostponedIsTakenBackAndNeverDone() {
    Member worker = worker();
    Command later = inAnHour(Sample.command(ADA, "later"));
    run(worker, later, cancel(ADA, "cancel", "later"));
    assertTaken("cancel", TakenBack.DONE);
    assertThat(result("later").status()).isEqualTo(Status.CANCELLED);
    Timing timing = result("later").timing();
    assertThat(timing.postponed())
        .isEqualTo(Duration.between(timing.acceptedAt(), timing.finishedAt()));
    run(worker, Sample.command(ADA, "later"), Sample.command(ADA, "next"));
    assertThat(stage.provider.begun()).containsExactly("next");
  }

  @Test
  void whatIsDoneAtItsTimeWasAcceptedWhenItCameFirst() {
    Member worker = worker();
    Instant before = Instant.now();
    Command soon = Sample.command(ADA, "soon").later(before.plusMillis(400), null);
    stage.publish(soon);
    worker.poll();
    eventually(() -> !stage.journal.due(Stage.PARTITION.topic(), Duration.ofHours(1), 1).isEmpty());
    stage.publish(soon);
    worker.poll();
    eventually(() -> stage.sink.commands().contains("soon"));
    Timing timing = result("soon").timing();
    assertThat(timing.acceptedAt()).isBetween(before, before.plusMillis(399));
    assertThat(timing.startedAt()).isAfterOrEqualTo(before.plusMillis(400));
    assertThat(timing.waited()).isEmpty();
    assertThat(timing.acceptedAt().plus(timing.postponed()))
        .isBetween(before.plusMillis(400), timing.startedAt());
  }

  @Test
  void whatHasEndedOrNeverWasOrIsAnothersIsNotTakenBack() {
    Member worker = worker();
    run(worker, Sample.command(ADA, "done"), inAnHour(Sample.command(BOB, "bobs")));
    run(
        worker,
        cancel(ADA, "cancel-1", "done"),
        cancel(ADA, "cancel-2", "never"),
        cancel(ADA, "cancel-3", "bobs"),
        cancel(ADA, "cancel-4", "cancel-4"));
    assertTaken("cancel-1", TakenBack.ENDED);
    assertTaken("cancel-2", TakenBack.UNKNOWN);
    assertTaken("cancel-3", TakenBack.UNKNOWN);
    assertTaken("cancel-4", TakenBack.BEGUN);
    run(worker, cancel(BOB, "cancel-5", "bobs"));
    assertTaken("cancel-5", TakenBack.DONE);
  }

  @Test
  void whatIsTakenBackOnTheWayToItsLaneIsNotBegun() throws Exception {
    assertNotBegun(Stage.effect(ADA, "x", Priority.BULK));
  }

  @Test
  void norIsALargeOneAndNobodyWaitsForIt() throws Exception {
    assertNotBegun(
        Stage.effect(ADA, "x", Priority.BULK)
            .with(Sample.json("{\"body\":\"" + "a".repeat(Weight.LARGE) + "\"}")));
  }

  /** It is in the journal, and its lane does not know it yet. */
  private void assertNotBegun(Command onItsWay) throws Exception {
    Member worker = worker();
    stage.provider.hold("b1");
    stage.publish(Sample.command(ADA, "b1", Priority.BULK));
    worker.poll();
    eventually(() -> stage.provider.begun().contains("b1"));
    stage.publish(cancel(ADA, "cancel", "x"));
    worker.poll();
    Hold taken = worker.way.holdAfterCommit(call -> call.name().equals("ingest"));
    stage.publish(onItsWay, Stage.effect(ADA, "last", Priority.BULK));
    CompletableFuture<Void> poll = CompletableFuture.runAsync(worker::poll);
    taken.awaitReached();
    stage.provider.letGo("b1");
    eventually(() -> stage.sink.commands().contains("cancel"));
    taken.letGo();
    poll.join();
    eventually(() -> stage.sink.commands().contains("last"));
    assertTaken("cancel", TakenBack.DONE);
    assertThat(result("x").status()).isEqualTo(Status.CANCELLED);
    assertThat(stage.provider.begun()).containsExactly("b1", "last");
  }

  @Test
  void whoDiesAfterTakingItBackSaysSoNextTime() throws InterruptedException {
    Member first = worker();
    Hold hold = first.way.holdAfterCommit(made -> made.has(Entry.TakenBack.class));
    stage.publish(inAnHour(Sample.command(ADA, "later")), cancel(ADA, "cancel", "later"));
    first.poll();
    hold.awaitReached();
    first.die();
    hold.letGo();
    Member second = worker();
    second.poll();
    eventually(() -> stage.sink.commands().contains("cancel"));
    assertTaken("cancel", TakenBack.DONE);
    assertThat(result("later").status()).isEqualTo(Status.CANCELLED);
  }
}
