package dev.errand.tokenrefresher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.Consents;
import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A refresher that is started where nothing leaves the machine, as with all the other apps. */
class IdleRefresherTest {

  private static final LocalDatabase DATABASE = LocalPostgres.shared().freshDatabase();

  private static final String INSERT =
      """
      insert into connection (id, user_id, provider, account, scopes, facts, state, version,
        access_token, refresh_token, expires_at, refresh_due_at, changed_at)
      values (gen_random_uuid(), 'ada', 'notion', 'bot', '{}', '{}', 'active', 1,
        'sealed', 'sealed', now(), now() - interval '1 hour', now())
      """;

  @TempDir Path directory;

  @Test
  void itIsHealthyAndRefreshesNothingWhateverIsDue() throws Exception {
    try (ServerSocket provider = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        ConfigurableApplicationContext app = refresher(provider.getLocalPort())) {
      aConnectionOfBeforeIsDue();
      RefreshRounds rounds = app.getBean(RefreshRounds.class);
      assertThat(rounds.isRunning()).isFalse();
      assertThat(app.getBean(Consents.class).offered()).isEmpty();
      assertThat(get(app, "/actuator/health/rounds")).contains("\"status\":\"UP\"");
      assertThat(get(app, "/actuator/health/readiness")).contains("\"status\":\"UP\"");
      assertThat(get(app, "/actuator/prometheus"))
          .containsPattern("(?m)^errand_connections_refresh_oldest_overdue_seconds[^ ]* 0\\.0$");
      assertThat(wasReached(provider)).isFalse();
    }
  }

  private static void aConnectionOfBeforeIsDue() throws Exception {
    try (Connection connection =
            DriverManager.getConnection(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
  }

  private ConfigurableApplicationContext refresher(int provider) {
    Map<String, String> properties = new HashMap<>(DATABASE.migratedFor("errand_refresher"));
    properties.put("server.port", "0");
    properties.put("errand.local-only", "true");
    properties.put("errand.refresher.pause", "10ms");
    properties.put("errand.keys.local-file", directory.resolve("keyset").toString());
    properties.put("errand.keys.allow-local", "true");
    properties.put("errand.notion.base-url", "http://127.0.0.1:" + provider);
    properties.put("errand.notion.client-id", "errand");
    properties.put("errand.notion.client-secret", "errand-secret");
    properties.put("management.endpoint.health.group.rounds.include", "refreshRounds");
    properties.put("errand.connections.hear-changes", "false");
    properties.put("spring.kafka.bootstrap-servers", "localhost:1");
    properties.put("spring.kafka.producer.properties.max.block.ms", "100");
    return new SpringApplicationBuilder(TokenRefresherApplication.class)
        .run(
            properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
  }

  private static String get(ConfigurableApplicationContext app, String path) throws Exception {
    String port = app.getEnvironment().getRequiredProperty("local.server.port");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static boolean wasReached(ServerSocket server) throws Exception {
    server.setSoTimeout(1);
    try {
      server.accept().close();
      return true;
    } catch (SocketTimeoutException nobody) {
      return false;
    }
  }
}
