package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Step;
import dev.errand.pipeline.engine.Stage.Member;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replay goes on where the first one ended, whichever way it comes into its lane. */
@Timeout(60)
class ReplayTest {

  private static final UserId ADA = new UserId("ada");
  private static final OperationName PAIR = new OperationName("test.pair");

  private final Stage stage = new Stage();
  private volatile boolean hidden;

  @AfterEach
  void close() {
    stage.close();
  }

  /** Two effects, of which the provider can be asked while it lets us look. */
  private final class Pair implements Operation {

    @Override
    public OperationName name() {
      return PAIR;
    }

    @Override
    public Object perform(OperationContext context) {
      UserId user = context.command().user();
      String name = context.command().effectId().value();
      return Map.of(
          "made", List.of(effect(context, user, name + ".1"), effect(context, user, name + ".2")));
    }

    private String effect(OperationContext context, UserId user, String name) {
      return context
          .effects()
          .once(
              Step.of(name.substring(name.length() - 1), String.class, name, Stage.SETTLES),
              token -> stage.provider.serve(user, name),
              attempted ->
                  hidden
                      ? new Finding.CannotTell<>("It is hidden")
                      : stage.provider.hasServed(attempted.intent())
                          ? new Finding.Happened<>(attempted.intent())
                          : new Finding.Absent<>());
    }
  }

  private Member member() {
    return stage.member(settings -> settings, List.of(new Pair())).assign();
  }

  private static Command pair(String id) {
    Command command = Sample.command(ADA, id, Priority.INTERACTIVE);
    return new Command(
        ADA,
        command.id(),
        PAIR,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        command.data());
  }

  private static Command replay(Command of) {
    return new Command(
        ADA,
        of.effectId().replay(1),
        PAIR,
        of.source(),
        of.priority(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        of.data(),
        of.effectId());
  }

  private Result result(CommandId id) {
    eventually(
        () -> stage.sink.results().stream().anyMatch(each -> each.command().id().equals(id)));
    return stage.sink.results().stream()
        .filter(each -> each.command().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** The second effect is done, and nobody can tell. */
  private Command endsUnknown(Member member) {
    Command first = pair("c");
    hidden = true;
    stage.provider.callTimeout = Duration.ofSeconds(2); // a replay waits until that is surely over
    stage.provider.serveAndFail(
        "c.2", new Failure.InDoubt(WaitCause.RETRY, Failure.Scope.USER, Optional.empty()));
    stage.publish(first);
    member.poll();
    assertThat(result(first.id()).status()).isEqualTo(Status.UNKNOWN);
    hidden = false;
    return first;
  }

  @Test
  void oneThatArrivesFindsWhatWasDone() {
    Member member = member();
    Command first = endsUnknown(member);
    stage.publish(replay(first));
    member.poll();
    assertThat(result(replay(first).id()).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(stage.provider.served()).containsExactly("c.1", "c.2");
  }

  @Test
  void oneBehindMoreThanTheLaneRemembersFindsWhatWasDone() {
    Member member = member();
    Command first = endsUnknown(member);
    stage.provider.hold("h");
    stage.publish(Sample.command(ADA, "h", Priority.INTERACTIVE));
    for (int n = 0; n < 9; n++) {
      stage.publish(Sample.command(ADA, "n" + n, Priority.INTERACTIVE));
    }
    stage.publish(replay(first));
    member.poll();
    stage.provider.letGo("h");
    assertThat(result(replay(first).id()).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(stage.provider.served())
        .filteredOn(id -> id.startsWith("c."))
        .containsExactly("c.1", "c.2");
  }

  @Test
  void oneThatIsTakenOverFindsWhatWasDone() {
    Member member = member();
    Command first = endsUnknown(member);
    stage.provider.hold("h");
    stage.publish(Sample.command(ADA, "h", Priority.INTERACTIVE));
    stage.publish(replay(first));
    member.poll();
    eventually(() -> stage.provider.begun().contains("h"));
    Member heir = member();
    stage.provider.letGo("h");
    heir.poll();
    assertThat(result(replay(first).id()).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(stage.provider.served())
        .filteredOn(id -> id.startsWith("c."))
        .containsExactly("c.1", "c.2");
  }
}
