package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphClient.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.ledger.Call;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.Person;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One sandbox for all tests of this package; each test begins an empty world. */
final class GraphWorld {

  private static final SandboxServer SERVER = SandboxServer.start(0);

  static final String MARKER = "String {0f1f2f3f-0000-4000-8000-00000000000a} Name ErrandCommand";

  private GraphWorld() {}

  static SandboxServer fresh() {
    SERVER.reset();
    SERVER.world().people().make("ann");
    SERVER.world().people().make("ben");
    return SERVER;
  }

  static URI uri() {
    return SERVER.uri();
  }

  static URI graph() {
    return URI.create(SERVER.uri() + "/graph/v1.0");
  }

  static GraphClient as(String person) {
    return new GraphClient(SERVER.uri(), SERVER.world().graphToken(person(person)).value());
  }

  static GraphClient as(String person, String... scopes) {
    Instant inAnHour = SERVER.world().clock().instant().plus(Duration.ofHours(1));
    return new GraphClient(
        SERVER.uri(),
        SERVER
            .world()
            .graphToken(person(person), Client.DEMO.id(), Set.of(scopes), inAnHour)
            .value());
  }

  private static Person person(String id) {
    return SERVER.world().people().get(id);
  }

  static void settings(String json) {
    assertThat(new GraphClient(SERVER.uri(), "").patch("/admin/graph/settings", json).status())
        .isEqualTo(200);
  }

  /** A draft of a mail with a marker. */
  static String mail(String to, String command) {
    return """
    {"subject":"Hello %2$s","body":{"contentType":"HTML","content":"<p>Hi <b>there</b></p>"},
     "toRecipients":[{"emailAddress":{"address":"%1$s"}}],
     "singleValueExtendedProperties":[{"id":"%3$s","value":"%2$s"}]}
    """
        .formatted(to, command, MARKER);
  }

  static String byMarker(String command) {
    return "/me/messages?$filter="
        + encoded(
            "singleValueExtendedProperties/Any(ep: ep/id eq '%s' and ep/value eq '%s')"
                .formatted(MARKER, command));
  }

  static List<JsonNode> marked(GraphClient client, String command) {
    return client.get(byMarker(command)).body().path("value").valueStream().toList();
  }

  /** Commands whose mail was accepted, as the ledger tells. */
  static List<String> acceptedCommands() {
    return SERVER.world().ledger().calls().stream()
        .map(Call::effect)
        .filter(effect -> effect != null && effect.kind().equals("mail"))
        .map(effect -> String.valueOf(effect.errandCommand()))
        .toList();
  }
}
