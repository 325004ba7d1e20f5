package dev.errand.local.stack;

import dev.errand.local.LocalDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Which apps there are, and what each must know to find the others. */
final class Apps {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String HEALTH = "/actuator/health";

  private final StackSettings settings;

  Apps(StackSettings settings) {
    this.settings = settings;
  }

  /** The providers' stand-in. It needs nobody. */
  App sandbox() {
    return new App(
        "sandbox",
        "sandbox providers",
        jar("sandbox"),
        settings.sandboxPort(),
        "ERRAND_SANDBOX_PORT",
        "/admin/health",
        "512m",
        settings.javaOptions("sandbox"),
        Map.of("ERRAND_SANDBOX_PORT", Integer.toString(settings.sandboxPort())));
  }

  /** Those that need the broker, the database and the providers. */
  List<App> errand(LocalDatabase database, String bootstrapServers, Path tokenKey) {
    Map<String, String> shared = shared(database, bootstrapServers);
    Map<String, String> api = new TreeMap<>(shared);
    String jwt = "spring.security.oauth2.resourceserver.jwt.";
    api.put(jwt + "public-key-location", tokenKey.toUri().toString());
    api.put(jwt + "audiences", LocalTokens.AUDIENCE);
    api.put("errand.api.token-issuer", LocalTokens.ISSUER);
    api.putAll(signIn());
    return List.of(
        app("api-ingest", "pages and API", settings.apiPort(), "ERRAND_API_PORT", "384m", api),
        app("note-worker", "Notion", settings.notePort(), "ERRAND_NOTE_PORT", "512m", shared),
        app("mail-worker", "Outlook mail", settings.mailPort(), "ERRAND_MAIL_PORT", "512m", shared),
        app(
            "token-refresher",
            "token refresher",
            settings.refresherPort(),
            "ERRAND_REFRESHER_PORT",
            "256m",
            shared));
  }

  /** The sandbox signs people in, whoever their providers are; nobody's real account is asked. */
  private Map<String, String> signIn() {
    List<String> ways = new ArrayList<>(List.of("oidc"));
    if (settings.sandboxForAll() && !settings.localOnly()) {
      ways.addAll(List.of("microsoft", "notion"));
    }
    return Map.of(
        "errand.sign-in.with", String.join(",", ways),
        "errand.sign-in.oidc.name", "the sandbox",
        "errand.sign-in.oidc.issuer", settings.sandboxUrl() + "/signin",
        "errand.sign-in.oidc.client-id", "errand",
        "errand.sign-in.oidc.client-secret", "errand-secret");
  }

  private App app(
      String name,
      String title,
      int port,
      String portVariable,
      String heap,
      Map<String, String> properties) {
    Map<String, String> all = new TreeMap<>(properties);
    all.put("server.port", Integer.toString(port));
    all.putAll(settings.settings(name));
    return new App(
        name,
        title,
        jar(name),
        port,
        portVariable,
        HEALTH,
        heap,
        settings.javaOptions(name),
        // In the environment, not on the command line: every user of a machine can read those.
        Map.of("SPRING_APPLICATION_JSON", JSON.writeValueAsString(all)));
  }

  private Map<String, String> shared(LocalDatabase database, String bootstrapServers) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("spring.datasource.url", database.jdbcUrl());
    properties.put("server.address", "127.0.0.1");
    properties.put("spring.kafka.bootstrap-servers", bootstrapServers);
    properties.put("errand.public-url", settings.apiUrl());
    properties.put("errand.keys.local-file", settings.keyset().toString());
    properties.put("errand.keys.allow-local", "true");
    if (settings.localOnly()) {
      properties.put("errand.local-only", "true");
      properties.put("errand.local.folder", settings.notes().toString());
    }
    if (settings.sandboxNotion()) {
      properties.put("errand.notion.base-url", settings.sandboxUrl() + "/notion");
      properties.put("errand.notion.client-id", "errand");
      properties.put("errand.notion.client-secret", "errand-secret");
      properties.put("errand.notion.brought-tokens", "true");
    }
    if (settings.sandboxMicrosoft()) {
      properties.put("errand.graph.base-url", settings.sandboxUrl() + "/graph/v1.0");
      properties.put("errand.microsoft.login-url", settings.sandboxUrl() + "/login");
      properties.put("errand.microsoft.client-id", "errand");
      properties.put("errand.microsoft.client-secret", "errand-secret");
    }
    return properties;
  }

  private Path jar(String module) {
    return settings.root().resolve(module).resolve("target").resolve(module + "-app.jar");
  }
}
