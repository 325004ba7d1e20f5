package dev.errand.e2e.browser;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.Logs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What went over the network, and what the browser complained about, from the beginning of its life
 * until the last time one of these was asked for.
 */
final class Traffic {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Logs logs;
  private final List<Sent> sent = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  Traffic(Logs logs) {
    this.logs = logs;
  }

  /**
   * A request, each step of a redirect being one.
   *
   * @param referer what it said it came from; empty if nothing
   */
  record Sent(URI address, String method, String referer) {
    String origin() {
      return address.getScheme() + "://" + address.getAuthority();
    }
  }

  /** All requests for pages, and what belongs to them. */
  List<Sent> sent() {
    logs.get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> JSON.readTree(entry.getMessage()).path("message"))
        .filter(message -> message.path("method").asString("").equals("Network.requestWillBeSent"))
        .map(message -> message.at("/params/request"))
        .filter(request -> request.path("url").asString("").startsWith("http"))
        .forEach(request -> sent.add(read(request)));
    return List.copyOf(sent);
  }

  /** What a developer would see in the console: errors, refusals of the content policy. */
  List<String> complaints() {
    logs.get(LogType.BROWSER).getAll().forEach(entry -> complaints.add(entry.getMessage()));
    return List.copyOf(complaints);
  }

  private static Sent read(JsonNode request) {
    String referer =
        request.path("headers").properties().stream()
            .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals("referer"))
            .map(Map.Entry::getValue)
            .map(value -> value.asString(""))
            .findFirst()
            .orElse("");
    return new Sent(
        URI.create(request.path("url").asString()), request.path("method").asString(), referer);
  }
}
