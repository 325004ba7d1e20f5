package dev.errand.e2e.canary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.errand.local.drive.CommandBus;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Command;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that a secret or somebody's words could come out by: work that succeeds, and each way
 * in which it fails that this machine can show. Waits until each has happened.
 */
final class Trouble implements AutoCloseable {

  static final UserId WHOSE_KEY_IS_BROKEN = new UserId("whose-key-is-broken");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final CanaryStack stack;
  private final SandboxDriver sandbox;
  private final Words words = new Words();
  private final ProviderTrouble provider;
  private final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private final CommandBus bus;
  private final ApiCaller api;
  private final List<String> missed = new ArrayList<>();

  /** Whose id is the planted canary: it stands wherever a user is named. */
  private final UserId planted;

  private final UserId well = new UserId("all-goes-well");
  private final UserId echoed = new UserId("whose-provider-echoes");
  private final UserId refused = new UserId("whose-refresh-is-refused");
  private final UserId leaving = new UserId("who-leaves");
  private final UserId moved = new UserId("whose-tokens-are-anothers");
  private final UserId nobody = new UserId("never-connected");

  Trouble(CanaryStack stack) {
    this.stack = stack;
    sandbox = stack.sandbox();
    provider = new ProviderTrouble(sandbox, words);
    planted = new UserId("planted-" + stack.planted.text());
    bus = new CommandBus(stack.stack().bootstrapServers(), results::add, dead -> {});
    api = new ApiCaller(stack);
  }

  /** What people and providers wrote in the run. */
  Collection<Canary> words() {
    return words.all();
  }

  void makeItAll() {
    List<UserId> connected =
        List.of(planted, well, echoed, refused, leaving, moved, WHOSE_KEY_IS_BROKEN);
    connected.forEach(each -> sandbox.makePerson(each.value()));
    sandbox.makePerson(nobody.value());
    step("connects", () -> connected.forEach(this::connect));
    step("consents", () -> new ConsentTrouble(stack, provider, words).run(nobody, moved));
    step("work", this::workThatSucceeds);
    step("bad records", this::badRecords);
    step("broken seals", this::brokenSeals);
    step("echoes", this::providersThatEcho);
    step("calls", this::callsThatFail);
    step("refreshes", this::refreshesThatFail);
    step("disconnects", this::disconnects);
    step("outages", this::outages);
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

  private void workThatSucceeds() {
    for (UserId user : List.of(planted, well)) {
      List<Command> work =
          List.of(words.note(user), words.search(user), words.mail(user), words.list(user));
      work.forEach(bus::publish);
      work.forEach(this::awaitResult);
    }
  }

  /** Dead topics get them, with what they hold. */
  private void badRecords() {
    for (Topics topics : List.of(Topics.NOTE, Topics.MAIL)) {
      for (String value :
          List.of(
              "{\"query\":\"" + words.word() + "\",\"" + words.word() + "\":1}",
              "{\"query\":\"" + words.word(),
              words.word())) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                topics.commands(), planted.value().getBytes(UTF_8), value.getBytes(UTF_8));
        Map.of(
                "ce_specversion", "1.0",
                "ce_id", "bad-" + value.hashCode(),
                "ce_source", "urn:test",
                "ce_subject", planted.value(),
                "ce_type", "dev.errand.note.search",
                "content-type", "application/json")
            .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        var _ = bus.send(record);
      }
    }
  }

  /** Before their first command, so that no worker has their tokens in memory. */
  private void brokenSeals() {
    stack.sql(
        "errand",
        """
        update data_key set wrapped =
          (select wrapped from data_key where user_id = '%s') where user_id = '%s'
        """
            .formatted(well, WHOSE_KEY_IS_BROKEN));
    stack.sql(
        "errand",
        """
        update connection c set access_token = o.access_token, refresh_token = o.refresh_token
        from connection o where o.provider = c.provider and o.user_id = '%s' and c.user_id = '%s'
        """
            .formatted(well, moved));
    for (UserId user : List.of(WHOSE_KEY_IS_BROKEN, moved)) {
      bus.publish(words.note(user));
      bus.publish(words.mail(user));
    }
  }

  private void providersThatEcho() {
    for (String fault :
        List.of(
            provider.echo(500),
            provider.echo(400),
            provider.echo(403),
            provider.page(),
            provider.elsewhere(),
            provider.echo(200),
            "{\"cut\":\"reset\",\"when\":\"before\"}",
            "{\"status\":401}")) {
      for (String route :
          List.of("/notion/v1/search", "/graph/v1.0/me/mailFolders/{folder}/messages")) {
        provider.arm(route, echoed, fault);
      }
    }
    provider.arm("/notion/v1/pages", echoed, provider.echo(500));
    provider.arm("/graph/v1.0/me/messages", echoed, provider.echo(400));
    List<Command> work = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      work.add(words.search(echoed));
      work.add(words.list(echoed));
    }
    work.add(words.note(echoed));
    work.add(words.mail(echoed));
    work.forEach(bus::publish);
    provider.awaitSpent();
    work.forEach(this::awaitResult);
  }

  private void callsThatFail() {
    post(words.word());
    post("{\"operation\":\"note.create\",\"data\":{\"" + words.word() + "\":1}}");
    post("{\"operation\":\"" + words.word() + "\",\"data\":{}}");
    String id = "planted-" + stack.planted.text();
    post(id, "{\"operation\":\"note.search\",\"data\":{\"query\":\"" + words.word() + "\"}}");
    post(id, "{\"operation\":\"note.search\",\"data\":{\"query\":\"" + words.word() + "\"}}");
    String token = words.fresh(Kind.API_TOKEN);
    for (HttpRequest.Builder call :
        List.of(
            api.as(well, "/v1/commands/" + id),
            api.as(nobody, "/v1/commands/" + id),
            api.as(well, "/v1/connections"),
            api.as(well, "/operator/v1/dead-letters"),
            api.with(token, "/v1/connections"),
            api.with(token + "." + token + "." + token, "/v1/connections"),
            api.as(well, "/v1/connections?access_token=" + token),
            api.as(well, "/v1/" + token),
            api.at(stack.api().url() + "/v1/connections").header("Cookie", "session=" + token),
            api.asOperator("/operator/v1/dead-letters"),
            api.asOperator("/operator/v1/dead-records/note"),
            api.asOperator("/operator/v1/dead-records/" + token))) {
      var _ = api.send(call);
    }
  }

  private void post(String body) {
    post("call-" + body.hashCode(), body);
  }

  private void post(String id, String body) {
    var _ =
        api.send(
            api.as(well, "/v1/commands")
                .header("Idempotency-Key", id)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** By a worker that meets a 401, and by the refresher when it is time. */
  private void refreshesThatFail() {
    for (Provider each : Provider.values()) {
      provider.arm(ProviderTrouble.tokenRoute(each), null, provider.echo(500));
      provider.arm(ProviderTrouble.tokenRoute(each), null, provider.refused(400, "invalid_grant"));
    }
    var _ =
        sandbox.admin(
            "POST",
            "/admin/tokens/expire",
            JsonMapper.shared().createObjectNode().put("person", refused.value()));
    bus.publish(words.search(refused));
    bus.publish(words.list(refused));
    provider.awaitSpent();
    String microsoft = ProviderTrouble.tokenRoute(Provider.MICROSOFT);
    provider.arm(microsoft, null, provider.brokenToken(Provider.MICROSOFT));
    provider.arm(microsoft, null, provider.refused(401, "invalid_client"));
    stack.sql(
        "errand",
        """
        update connection set refresh_due_at = now() - interval '1 hour'
        where provider = 'microsoft' and user_id in ('%s', '%s')
        """
            .formatted(well, leaving));
    provider.awaitSpent();
  }

  /** Once with a provider that does not confirm it. */
  private void disconnects() {
    provider.arm("/notion/v1/oauth/revoke", null, provider.echo(500));
    for (Provider each : Provider.values()) {
      stack.connecting().disconnect(leaving, each);
    }
  }

  /** Commands and calls go on meanwhile. */
  private void outages() {
    Command during = words.note(well);
    stack
        .stack()
        .postgres()
        .without(
            stack.stack().database(),
            () -> {
              bus.publish(during);
              bus.flush();
              var _ = api.send(api.as(well, "/v1/connections"));
              var _ = api.send(api.as(well, "/connections/notion/start"));
            });
    stack.stack().kafka().kill();
    post("{\"operation\":\"note.search\",\"data\":{\"query\":\"" + words.word() + "\"}}");
    var _ = stack.stack().kafka().start();
    awaitResult(during);
    Command after = words.mail(planted);
    bus.publish(after);
    awaitResult(after);
  }

  private void awaitResult(Command command) {
    await(command.id().value())
        .atMost(PATIENCE)
        .until(
            () -> results.stream().anyMatch(result -> result.command().id().equals(command.id())));
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
    try (Connection connection = stack.superuser("errand");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) from connection where state = 'reconnect_needed' and user_id = '%s'"
                    .formatted(refused))) {
      var _ = rows.next();
      return rows.getInt(1);
    }
  }

  @Override
  public void close() {
    bus.close();
  }
}
