package dev.errand.e2e.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What providers answer instead of what was asked for; each fault strikes once. Thread-safe. */
final class ProviderTrouble {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final SandboxDriver sandbox;
  private final Words words;

  ProviderTrouble(SandboxDriver sandbox, Words words) {
    this.sandbox = sandbox;
    this.words = words;
  }

  static String tokenRoute(Provider provider) {
    return switch (provider) {
      case NOTION -> "/notion/v1/oauth/token";
      case MICROSOFT -> "/login/{tenant}/oauth2/v2.0/token";
    };
  }

  /** A fault for the next call of a route, or of a person, or both. */
  void arm(@Nullable String route, @Nullable UserId person, String fault) {
    arm(route, person, 0, fault);
  }

  /** The same, for the call after so many that go well. */
  void arm(@Nullable String route, @Nullable UserId person, int spared, String fault) {
    ObjectNode rule = JsonMapper.shared().createObjectNode().put("times", 1).put("after", spared);
    if (route != null) {
      rule.put("route", route);
    }
    if (person != null) {
      rule.put("person", person.value());
    }
    rule.set("fault", JsonMapper.shared().readTree(fault));
    var _ = sandbox.admin("POST", "/admin/faults", rule);
  }

  /** Waits until each fault has struck. */
  void awaitSpent() {
    await("faults")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(sandbox.admin("GET", "/admin/faults", null).path("faults")).isEmpty());
  }

  /** Of a token endpoint: none of them makes a connection. */
  List<String> badAnswers(Provider provider) {
    return List.of(
        echo(400),
        echo(403),
        echo(500),
        echo(200),
        page(),
        text(200, "{\"access_token\":\"" + words.providers()),
        brokenToken(provider),
        wrongTypes(),
        elsewhere(),
        refused(400, "invalid_grant"),
        refused(401, "invalid_client"),
        "{\"cut\":\"reset\",\"when\":\"before\"}");
  }

  /** A token with a line break, which many a client puts into its exception's message. */
  String brokenToken(Provider provider) {
    String token = words.providers() + "\r\nX-Injected: " + words.providers();
    ObjectNode body = json().put("token_type", "bearer").put("access_token", token);
    body.put("refresh_token", token).put("bot_id", "bot").put("workspace_id", "workspace");
    if (provider == Provider.MICROSOFT) {
      body.put("expires_in", 3600).put("id_token", words.providers() + "." + words.providers());
    }
    return text(200, body.toString());
  }

  String echo(int status) {
    return "{\"preset\":\"echo." + status + "\"}";
  }

  /** As a proxy's error page. */
  String page() {
    String html = "<html><title>Sign in</title>%s</html>".formatted(words.providers());
    ObjectNode fault = json().put("status", 200).put("body", html);
    return fault.put("contentType", "text/html").toString();
  }

  private String wrongTypes() {
    ObjectNode body = json().put("token_type", words.providers()).put("expires_in", words.word());
    body.putObject("access_token").put("is", words.providers());
    body.putArray("refresh_token").add(words.providers());
    return text(200, body.toString());
  }

  /** A redirect, which is not followed. */
  String elsewhere() {
    ObjectNode fault = json().put("status", 302);
    fault
        .putObject("headers")
        .put("location", "http://localhost:1/?token=" + words.providers())
        .put("set-cookie", "session=" + words.providers());
    return fault.toString();
  }

  String refused(int status, String error) {
    ObjectNode body = json().put("error", error).put("error_description", words.providers());
    return text(status, body.toString());
  }

  private static String text(int status, String body) {
    ObjectNode fault = json().put("status", status).put("body", body);
    return fault.put("contentType", "application/json").toString();
  }

  private static ObjectNode json() {
    return JsonMapper.shared().createObjectNode();
  }
}
