package dev.errand.apiingest;

import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalKafka;
import dev.errand.local.LocalPostgres;
import dev.errand.sandbox.SandboxServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running app, the same for all tests of this module, and an HTTP client for it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import({FakeConnections.class, MovedTime.class})
abstract class ApiTest {

  static final JsonMapper JSON = JsonMapper.builder().build();
  static final LocalDatabase DATABASE = LocalPostgres.shared().freshDatabase();

  /** Signs people in. */
  static final SandboxServer SANDBOX = SandboxServer.start(0);

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @LocalServerPort int port;

  /** The owner's statements, which see everybody's rows. */
  final JdbcClient sql = JdbcClient.create(source(DATABASE));

  @Autowired FakeConnections.Flows flows;
  @Autowired MovedTime time;

  static DataSource source(LocalDatabase role) {
    return new DriverManagerDataSource(role.jdbcUrl(), role.user(), role.password());
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DATABASE.migratedFor("errand_api").forEach((name, value) -> registry.add(name, () -> value));
    registry.add("spring.kafka.bootstrap-servers", LocalKafka.shared()::bootstrapServers);
    String jwt = "spring.security.oauth2.resourceserver.jwt.";
    registry.add(jwt + "public-key-location", () -> TestTokens.publicKeyFile().toUri().toString());
    registry.add("errand.api.token-issuer", () -> TestTokens.ISSUER);
    SandboxSettings.of(SANDBOX).forEach((name, value) -> registry.add(name, () -> value));
    registry.add("errand.keys.local-file", ApiTest::keysetFile);
    registry.add("errand.keys.allow-local", () -> "true");
    registry.add("logging.structured.format.console", () -> "");
    String producer = "spring.kafka.producer.properties.";
    registry.add(producer + "delivery.timeout.ms", () -> "2000");
    registry.add(producer + "request.timeout.ms", () -> "1500");
    registry.add(producer + "max.block.ms", () -> "1500");
  }

  private static Path keysetFile() {
    try {
      return Files.createTempDirectory("errand-keys").resolve("keyset");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Somebody no other test knows. */
  static String newUser() {
    return "user-" + UUID.randomUUID();
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder as(String user, String path) {
    return to(path).header("Authorization", "Bearer " + TestTokens.of(user));
  }

  /** A browser in which this user is signed in. */
  Browser browserOf(String user) {
    return new Browser(port, SANDBOX.world().people()).signIn(user);
  }

  HttpResponse<String> submit(String user, String id, String body) {
    return send(
        as(user, "/v1/commands")
            .header("Idempotency-Key", id)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> state(String user, String id) {
    return send(as(user, "/v1/commands/" + id));
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static InputStream stream(HttpRequest request) throws IOException {
    try {
      return HTTP.send(request, BodyHandlers.ofInputStream()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }
}
