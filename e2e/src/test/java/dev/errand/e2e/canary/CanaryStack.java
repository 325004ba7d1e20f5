package dev.errand.e2e.canary;

import dev.errand.local.LocalDatabase;
import dev.errand.local.TestDirectory;
import dev.errand.local.drive.Connecting;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.local.stack.AppProcess;
import dev.errand.local.stack.LocalStack;
import dev.errand.local.stack.LocalTokens;
import dev.errand.local.stack.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole stack, each app at TRACE, PostgreSQL with each statement and its parameters in its log,
 * all that is told to an app a canary of its own, and a recorder before the API.
 */
final class CanaryStack implements AutoCloseable {

  static final List<String> APPS =
      List.of("api-ingest", "note-worker", "mail-worker", "token-refresher");

  /** Put into each place on purpose: it names a pool, an option, a client, a person. */
  final Canary planted = Canary.fresh(Kind.PLANTED);

  private final List<Canary> told = new ArrayList<>();
  private final Canary notionSecret = told(Kind.CLIENT_SECRET);
  private final Canary microsoftSecret = told(Kind.CLIENT_SECRET);
  private final Canary signInSecret = told(Kind.CLIENT_SECRET);
  private final String client = "client-" + planted.text();
  private final Path data = TestDirectory.create("canary", this::close);
  private final Recorder api;
  private final LocalStack stack;

  CanaryStack() {
    StackSettings settings =
        StackSettings.onFreePorts(Path.of("..").toAbsolutePath().normalize(), data, Map.of());
    api = new Recorder(settings.apiPort());
    stack = new LocalStack(settings.in(environment()));
    var _ = stack.postgres().start();
    sql("postgres", "alter system set log_statement = 'all'");
    sql("postgres", "select pg_reload_conf()");
    var _ = stack.up();
    register("notion-" + client, notionSecret);
    register("microsoft-" + client, microsoftSecret);
    register("sign-in-" + client, signInSecret);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    for (String app : APPS) {
      String name = "ERRAND_" + app.toUpperCase(Locale.ROOT).replace('-', '_');
      environment.put(name + "_SETTINGS", settings(app));
      environment.put(
          name + "_JAVA_OPTIONS",
          "-Dplanted=%s -Djava.io.tmpdir=%s".formatted(planted.text(), temporary(app))
              // The sandbox does nothing late: doubt need not last long.
              + " -Derrand.worker.longest-call=6s -Derrand.worker.longest-settling=5s");
    }
    return environment;
  }

  private String settings(String app) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("logging.level.root", "TRACE");
    settings.put("spring.datasource.password", told(Kind.DATABASE_PASSWORD).text());
    settings.put("spring.datasource.hikari.pool-name", planted.text());
    settings.put("errand.notion.client-id", "notion-" + client);
    settings.put("errand.notion.client-secret", notionSecret.text());
    settings.put("errand.microsoft.client-id", "microsoft-" + client);
    settings.put("errand.microsoft.client-secret", microsoftSecret.text());
    if (app.equals("api-ingest")) {
      settings.put("errand.public-url", api.url());
      settings.put("errand.sign-in.oidc.client-id", "sign-in-" + client);
      settings.put("errand.sign-in.oidc.client-secret", signInSecret.text());
    }
    return JsonMapper.shared().writeValueAsString(settings);
  }

  private Canary told(Kind kind) {
    Canary canary = Canary.fresh(kind);
    told.add(canary);
    return canary;
  }

  private void register(String id, Canary secret) {
    ObjectNode asked = JsonMapper.shared().createObjectNode();
    asked.put("id", id).put("secret", secret.text()).put("name", "Errand");
    asked.putArray("redirectUris").add("http://localhost");
    var _ = sandbox().admin("POST", "/admin/clients", asked);
  }

  /** What the apps were told by whoever runs them. */
  List<Canary> told() {
    return told;
  }

  LocalStack stack() {
    return stack;
  }

  Recorder api() {
    return api;
  }

  SandboxDriver sandbox() {
    return new SandboxDriver(stack.settings().sandboxUrl());
  }

  LocalTokens tokens() {
    return new LocalTokens(data, Clock.systemUTC());
  }

  Connecting connecting() {
    return new Connecting(api.url(), tokens());
  }

  Path data() {
    return data;
  }

  List<AppProcess> apps() {
    return APPS.stream().map(stack::app).toList();
  }

  /** Where an app has its temporary files. */
  Path temporary(String app) {
    try {
      return Files.createDirectories(data.resolve("tmp").resolve(app));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void plantFile(String app) {
    try {
      Files.writeString(temporary(app).resolve("planted.txt"), planted.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a superuser, whom no policy binds. */
  Connection superuser(String database) throws SQLException {
    LocalDatabase address = stack.postgres().address(database);
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  void sql(String database, String statement) {
    try (Connection connection = superuser(database);
        Statement one = connection.createStatement()) {
      var _ = one.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stack.down();
  }
}
