package dev.errand.sandbox.admin;

import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.fault.Presets;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A fault as JSON: a preset's name, or one of status, cut and drip, or only a delay.
 *
 * @param when {@code before} (default) or {@code after} the commit
 * @param body sent as it is if it is a string, else as JSON
 * @param cut "reset" or "ignore"
 */
record NewFault(
    @Nullable String preset,
    @Nullable String when,
    @Nullable Long delayMillis,
    @Nullable Integer status,
    @Nullable Map<String, String> headers,
    @Nullable JsonNode body,
    @Nullable String contentType,
    @Nullable String cut,
    @Nullable Drip drip) {

  record Drip(@Nullable Integer bytes, @Nullable Long everyMillis) {}

  Fault fault(Presets presets) {
    Fault fault = kind(presets, Point.valueOf(Ask.or(when, "before").toUpperCase(Locale.ROOT)));
    return delayMillis == null ? fault : fault.delayed(Duration.ofMillis(delayMillis));
  }

  private Fault kind(Presets presets, Point point) {
    if (preset != null) {
      return presets
          .find(preset)
          .orElseThrow(() -> new IllegalArgumentException("There is no preset " + preset));
    }
    if (cut != null) {
      return switch (cut) {
        case "reset" -> Fault.reset(point);
        case "ignore" -> Fault.ignore(point);
        default -> throw new IllegalArgumentException("cut is reset or ignore");
      };
    }
    if (drip != null) {
      return Fault.drip(
          Ask.or(drip.bytes(), 1), Duration.ofMillis(Ask.or(drip.everyMillis(), 1000L)));
    }
    if (status != null) {
      return Fault.answer(point, reply(status));
    }
    return Fault.delay(point, Duration.ofMillis(Ask.need(delayMillis, "delayMillis")));
  }

  private Reply reply(int code) {
    Reply reply = body == null || body.isNull() ? Reply.empty(code) : withBody(code, body);
    for (Map.Entry<String, String> header : Ask.or(headers, Map.<String, String>of()).entrySet()) {
      reply = reply.withHeader(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
    }
    return reply;
  }

  private Reply withBody(int code, JsonNode content) {
    return content.isString()
        ? Reply.bytes(
            code,
            Ask.or(contentType, "text/plain"),
            content.stringValue().getBytes(StandardCharsets.UTF_8))
        : Reply.bytes(code, Ask.or(contentType, "application/json"), Json.bytes(content));
  }
}
