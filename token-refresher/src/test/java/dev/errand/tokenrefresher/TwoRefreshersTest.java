package dev.errand.tokenrefresher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.Consents;
import dev.errand.connections.Consents.Completion;
import dev.errand.connections.Consents.Started;
import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalPostgres;
import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.ledger.Call;
import dev.errand.sandbox.people.Client;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

class TwoRefreshersTest {

  private static final int PEOPLE = 30;
  private static final int CROWD = 100;
  private static final int A_SECOND = 20;
  private static final HttpClient BROWSER = HttpClient.newHttpClient();
  private static final SandboxServer SANDBOX = SandboxServer.start(0);

  @TempDir static Path directory;
  private static final LocalDatabase DATABASE = LocalPostgres.shared().freshDatabase();
  private static ConfigurableApplicationContext first;
  private static ConfigurableApplicationContext second;

  /** Connects people, as no refresher may. */
  private static ConfigurableApplicationContext other;

  @BeforeAll
  static void start() {
    first = refresher("errand_refresher", "200ms");
    second = refresher("errand_refresher", "200ms");
    other = refresher(LocalPostgres.EVERY_ROLE, "1h");
  }

  @AfterAll
  static void stop() {
    first.close();
    second.close();
    other.close();
    SANDBOX.close();
  }

  @Test
  void whatIsDueIsRefreshedOnceAndInTimeByOneOfThem() throws Exception {
    for (int number = 1; number <= PEOPLE; number++) {
      connect("person-" + number);
    }
    assertThat(tokenCalls("person-")).hasSize(PEOPLE);

    // A token of Microsoft lives 60 to 90 minutes and is due a sixth before its end.
    forward(Duration.ofMinutes(76));

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> tokenCalls("person-").size() == 2 * PEOPLE && overdueSeconds(first) == 0);
    forward(Duration.ofMinutes(20));
    assertThat(tokenCalls("person-")).as("nobody is refreshed twice").hasSize(2 * PEOPLE);
    assertThat(overdueSeconds(second)).isZero();
    assertThat(get(first, "/actuator/health/readiness")).contains("UP");
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(get(first, "/actuator/health/rounds")).contains("\"status\":\"UP\""));
  }

  /** {@code ./errand bench refreshes} is the same with 10,000, and one that is killed. */
  @Test
  void manyWhoseTokensEndInTheSameMinuteAreRefreshedOnceInTimeAndWithinTheLimit() throws Exception {
    for (int number = 1; number <= CROWD; number++) {
      connect("storm-" + number);
    }
    Instant end = now().plus(Duration.ofMinutes(9));
    Instant due = now().minusSeconds(90);
    sql(
        "update connection set expires_at = ?, refresh_due_at = ? where user_id like 'storm-%'",
        end, due);

    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              Instant from = now();
              boolean allBefore = tokenCalls("storm-").size() == CROWD;
              double told = overdueSeconds(first);
              assertThat(told)
                  .as("all of these are due since the same moment")
                  .isLessThanOrEqualTo(Duration.between(due, now()).toMillis() / 1e3);
              assertThat(told == 0 || told >= Duration.between(due, from).toMillis() / 1e3 - 1)
                  .isTrue();
              assertThat(!allBefore || told > 0).as("the metric while all are due").isTrue();
              return told == 0;
            });

    List<Call> calls = tokenCalls("storm-").stream().skip(CROWD).toList();
    assertThat(calls).extracting(Call::person).doesNotHaveDuplicates().hasSize(CROWD);
    assertThat(calls).allSatisfy(call -> assertThat(call.arrivedAt()).isBefore(end));
    for (int call = A_SECOND; call < calls.size(); call++) {
      assertThat(calls.get(call).arrivedNanos() - calls.get(call - A_SECOND).arrivedNanos())
          .as("from a call to the %dth after it", A_SECOND)
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
    }
  }

  private static Instant now() {
    return Clock.systemUTC().instant().plus(Time.shift);
  }

  private static void sql(String statement, Instant... values) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
        PreparedStatement change = connection.prepareStatement(statement)) {
      for (int value = 0; value < values.length; value++) {
        change.setTimestamp(value + 1, Timestamp.from(values[value]));
      }
      assertThat(change.executeUpdate()).isEqualTo(CROWD);
    }
  }

  @Test
  void withoutItsDatabaseItIsAliveAndNotReady() throws Exception {
    assertThat(get(first, "/actuator/health/readiness")).contains("UP");
    LocalPostgres.shared()
        .without(
            DATABASE,
            () -> {
              assertThat(health("readiness")).contains("OUT_OF_SERVICE", "the database");
              assertThat(health("liveness")).contains("UP");
            });
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !health("readiness").contains("OUT_OF_SERVICE"));
  }

  private static String health(String group) {
    try {
      return get(first, "/actuator/health/" + group);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConfigurableApplicationContext refresher(String role, String pause) {
    Map<String, String> properties = new HashMap<>(DATABASE.migratedFor(role));
    properties.put("server.port", "0");
    properties.put("errand.refresher.pause", pause);
    properties.put("errand.refresher.batch", "8");
    properties.put("errand.refreshes-per-second", Integer.toString(A_SECOND));
    properties.put("errand.keys.local-file", directory.resolve("keyset").toString());
    properties.put("errand.keys.allow-local", "true");
    properties.put("errand.microsoft.login-url", SANDBOX.uri() + "/login");
    properties.put("errand.microsoft.client-id", Client.DEMO.id());
    properties.put("errand.microsoft.client-secret", Client.DEMO.secret());
    // No broker here: changes wait to be announced, and nothing else.
    properties.put("errand.connections.hear-changes", "false");
    properties.put("spring.kafka.bootstrap-servers", "localhost:1");
    properties.put("management.endpoint.health.group.rounds.include", "refreshRounds");
    properties.put("spring.kafka.producer.properties.max.block.ms", "100");
    return new SpringApplicationBuilder(TokenRefresherApplication.class, Time.class)
        .run(
            properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
  }

  private static void connect(String person) throws Exception {
    SANDBOX.world().people().make(person);
    Consents consents = other.getBean(Consents.class);
    Started started = consents.start(new UserId(person), Provider.MICROSOFT);
    HttpResponse<String> redirect =
        send(URI.create(started.authorize() + "&login_hint=" + person + "&auto=consent"));
    URI back = URI.create(redirect.headers().firstValue("Location").orElseThrow());
    Map<String, String> query =
        Arrays.stream(back.getQuery().split("&"))
            .map(parameter -> parameter.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (one, other) -> one));
    assertThat(
            consents.complete(
                Consents.Callback.of(
                    Provider.MICROSOFT,
                    query.get("state"),
                    query.get("code"),
                    query.get("error"),
                    started.binding().reveal())))
        .isInstanceOf(Completion.Connected.class);
  }

  /** In the order of their arrival, of those whose name begins like this. */
  private static List<Call> tokenCalls(String name) {
    return SANDBOX
        .world()
        .ledger()
        .calls(
            call ->
                call.path().endsWith("/oauth2/v2.0/token")
                    && call.finished()
                    && String.valueOf(call.person()).startsWith(name));
  }

  private static double overdueSeconds(ConfigurableApplicationContext app) throws Exception {
    return get(app, "/actuator/prometheus")
        .lines()
        .filter(line -> line.startsWith("errand_connections_refresh_oldest_overdue_seconds"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  private static String get(ConfigurableApplicationContext app, String path) throws Exception {
    String port = app.getEnvironment().getRequiredProperty("local.server.port");
    return send(URI.create("http://localhost:" + port + path)).body();
  }

  private static HttpResponse<String> send(URI address) throws Exception {
    return BROWSER.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void forward(Duration by) {
    SANDBOX.world().clock().forward(by);
    Time.shift = Time.shift.plus(by);
  }

  /** One time for both processes and the sandbox. */
  @TestConfiguration
  static class Time {

    private static volatile Duration shift = Duration.ZERO;

    @Bean
    Clock clock() {
      return new Clock() {
        @Override
        public Instant instant() {
          return Clock.systemUTC().instant().plus(shift);
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };
    }
  }
}
