package dev.errand.e2e.canary;

import static org.awaitility.Awaitility.await;

import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Everything that a secret or somebody's words could come out by: work that succeeds, and each way
 * in which it fails that this machine can show. Waits until each has happened.
 */
final class Trouble implements AutoCloseable {

  static final UserId WHOSE_KEY_IS_BROKEN = new UserId("whose-key-is-broken");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final CanaryStack stack;
  private final SandboxDriver sandbox;
  private final Means means;
  private final Losses losses;
  private final List<String> missed = new ArrayList<>();

  /** Whose id is the planted canary: it stands wherever a user is named. */
  private final UserId planted;

  private final UserId well = new UserId("all-goes-well");
  private final UserId echoed = new UserId("whose-provider-echoes");
  private final UserId moved = new UserId("whose-tokens-are-anothers");
  private final UserId nobody = new UserId("never-connected");

  Trouble(CanaryStack stack) {
    this.stack = stack;
    sandbox = stack.sandbox();
    means = Means.of(stack);
    losses = new Losses(means);
    planted = new UserId("planted-" + stack.planted.text());
  }

  /** What people and providers wrote in the run. */
  Collection<Canary> words() {
    return means.words().all();
  }

  void makeItAll() {
    CommandTrouble commands = new CommandTrouble(means);
    FileTrouble files = new FileTrouble(means);
    List<UserId> connected =
        List.of(
            planted, well, echoed, losses.refused(), losses.leaving(), moved, WHOSE_KEY_IS_BROKEN);
    connected.forEach(each -> sandbox.makePerson(each.value()));
    sandbox.makePerson(nobody.value());
    step("connects", () -> connected.forEach(this::connect));
    step("consents", () -> new ConsentTrouble(means).run(nobody, moved));
    step("work", () -> commands.workThatSucceeds(List.of(planted, well)));
    step("bad records", () -> commands.badRecords(planted));
    step("broken seals", () -> commands.brokenSeals(well, moved));
    step("echoes", () -> commands.providersThatEcho(echoed));
    step("files", () -> files.run(planted, well));
    step("calls", () -> new ApiTrouble(means).run(well, nobody));
    step("refreshes", () -> losses.refreshesThatFail(well));
    step("disconnects", losses::disconnects);
    step("outages", () -> losses.outages(well, planted));
    step("plants", this::plant);
  }

  /** What did not happen, and why; the search goes on with what did. */
  List<String> missed() {
    return missed;
  }

  private void step(String name, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | AssertionError failed) {
      missed.add(name + ": " + failed);
      var _ = sandbox.admin("DELETE", "/admin/faults", null);
    }
  }

  private void connect(UserId user) {
    for (Provider each : Provider.values()) {
      await("connect " + user)
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(
              () -> {
                stack.connecting().connect(user, each);
                return true;
              });
    }
  }

  /** Where nothing of ours writes a name down by itself. */
  private void plant() {
    CanaryStack.APPS.forEach(stack::plantFile);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", stack.stack().bootstrapServers(),
            "group.id", stack.planted.text());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.commitSync(
          Map.of(new TopicPartition(Topics.NOTE.results(), 0), new OffsetAndMetadata(0)));
    }
  }

  /** How many connections of a person want them back. */
  int reconnectsNeeded() throws SQLException {
    return losses.reconnectsNeeded();
  }

  @Override
  public void close() {
    means.assistant().close();
  }
}
