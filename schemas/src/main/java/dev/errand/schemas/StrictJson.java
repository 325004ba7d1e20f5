package dev.errand.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/**
 * Reads JSON so that every reader after us, in any language, would read the same: UTF-8 without a
 * byte order mark, no name twice, nothing after the end, no infinite number, no broken surrogate
 * and no NUL. Reasons never quote what was read.
 */
final class StrictJson {

  private StrictJson() {}

  /** What became of the bytes. */
  sealed interface Parsed {

    record Tree(JsonNode node) implements Parsed {}

    record Refused(String reason) implements Parsed {}
  }

  static Parsed read(byte[] bytes, int maxBytes) {
    if (bytes.length > maxBytes) {
      return new Parsed.Refused("has more than " + maxBytes + " bytes");
    }
    try {
      return check(WireJson.mapper().readTree(decode(bytes)));
    } catch (CharacterCodingException e) {
      return new Parsed.Refused("is not UTF-8");
    } catch (StreamConstraintsException e) {
      return new Parsed.Refused("is too deep, or has too many parts, or one that is too long");
    } catch (JacksonException e) {
      return new Parsed.Refused("is not well-formed JSON without duplicate names" + where(e));
    }
  }

  /** Decoded here, since Jackson would take UTF-16, UTF-32 and a byte order mark as well. */
  private static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static Parsed check(JsonNode node) {
    if (node.isMissingNode()) {
      return new Parsed.Refused("is empty");
    }
    return unsound(node).<Parsed>map(Parsed.Refused::new).orElseGet(() -> new Parsed.Tree(node));
  }

  private static Optional<String> unsound(JsonNode node) {
    if (!texts(node).allMatch(StrictJson::sound)) {
      return Optional.of("has a text with a NUL or half a surrogate pair");
    }
    if (node.isFloatingPointNumber() && Double.isInfinite(node.doubleValue())) {
      return Optional.of("has a number that is too large");
    }
    return node.valueStream().map(StrictJson::unsound).flatMap(Optional::stream).findFirst();
  }

  private static Stream<String> texts(JsonNode node) {
    return node.isString() ? Stream.of(node.stringValue()) : node.propertyNames().stream();
  }

  private static boolean sound(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }

  private static String where(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }
}
