package dev.errand.apiingest.command;

import dev.errand.schemas.WireJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;

/**
 * The body of a new command, taken apart but not understood: whether it makes a valid command is
 * said by the same code that reads commands from Kafka.
 *
 * @param fingerprint the same for bodies that mean the same, whatever the order of their names
 */
record CommandRequest(
    String operation,
    JsonNode data,
    @Nullable String priority,
    @Nullable String deadline,
    @Nullable String hold,
    @Nullable String notBefore,
    @Nullable String undo,
    @Nullable String agent,
    @Nullable String conversation,
    byte[] fingerprint) {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,31}");

  private static final Set<String> TEXTS =
      Set.of(
          "operation",
          "priority",
          "deadline",
          "hold",
          "notBefore",
          "undo",
          "agent",
          "conversation");

  /** What a body is. */
  sealed interface Parsed {

    record Request(CommandRequest request) implements Parsed {}

    /** Why it is none, without anything of its content. */
    record Garbled(String reasons) implements Parsed {}
  }

  static Parsed parse(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return take(WireJson.mapper().readTree(text));
    } catch (CharacterCodingException e) {
      return new Parsed.Garbled("the body is not UTF-8");
    } catch (JacksonException e) {
      return new Parsed.Garbled(why(e));
    }
  }

  /** In our own words: the parser's quote what was read. */
  private static String why(JacksonException refused) {
    if (refused instanceof StreamConstraintsException) {
      return "the body is too deep, or has too many parts, or one that is too long";
    }
    return refused.getOriginalMessage().startsWith("Duplicate ")
        ? "the body has a name twice"
        : "the body is not well-formed JSON";
  }

  private static Parsed take(JsonNode body) {
    List<String> reasons = reasons(body);
    return reasons.isEmpty()
        ? new Parsed.Request(
            new CommandRequest(
                body.path("operation").stringValue(),
                body.path("data"),
                text(body, "priority"),
                text(body, "deadline"),
                text(body, "hold"),
                text(body, "notBefore"),
                text(body, "undo"),
                text(body, "agent"),
                text(body, "conversation"),
                fingerprint(body)))
        : new Parsed.Garbled(String.join("; ", reasons));
  }

  private static List<String> reasons(JsonNode body) {
    if (!body.isObject()) {
      return List.of("the body is not a JSON object");
    }
    List<String> reasons = new ArrayList<>();
    if (!body.has("operation")) {
      reasons.add("/operation is missing");
    }
    if (!body.path("data").isObject()) {
      reasons.add("/data is not an object");
    }
    for (String name : TEXTS) {
      if (body.has(name) && !body.path(name).isString()) {
        reasons.add("/" + name + " is not a text");
      }
    }
    body.propertyNames().stream()
        .filter(name -> !TEXTS.contains(name) && !name.equals("data"))
        .findFirst()
        .ifPresent(name -> reasons.add("there is a field that is not known" + ifPlain(name)));
    return reasons;
  }

  /** Anything else may be a secret in the wrong place. */
  private static String ifPlain(String name) {
    return PLAIN_NAME.matcher(name).matches() ? ": " + name : "";
  }

  private static @Nullable String text(JsonNode body, String name) {
    return body.has(name) ? body.path(name).stringValue() : null;
  }

  private static byte[] fingerprint(JsonNode body) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(
              WireJson.mapper()
                  .writer()
                  .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                  .writeValueAsBytes(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
