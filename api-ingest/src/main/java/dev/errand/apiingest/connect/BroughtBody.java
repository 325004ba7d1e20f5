package dev.errand.apiingest.connect;

import dev.errand.schemas.Secret;
import dev.errand.schemas.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A body that brings a token. Nothing of it is ever repeated. */
sealed interface BroughtBody {

  /** Enough for any token, with everything escaped. */
  int MAX_BYTES = 100 * 1024;

  record Brought(Secret token) implements BroughtBody {}

  /**
   * It brings none.
   *
   * @param why for the caller
   */
  record Garbled(String why) implements BroughtBody {}

  static BroughtBody read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      return new Garbled("the body is too large");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return take(WireJson.mapper().readTree(text));
    } catch (CharacterCodingException e) {
      return new Garbled("the body is not UTF-8");
    } catch (JacksonException e) {
      return new Garbled("the body is not well-formed JSON, or too deep");
    }
  }

  private static BroughtBody take(JsonNode body) {
    if (!body.isObject()) {
      return new Garbled("the body is not a JSON object");
    }
    if (!body.has("token")) {
      return new Garbled("/token is missing");
    }
    if (body.size() > 1) {
      return new Garbled("there is a field that is not known");
    }
    return Optional.of(body.path("token"))
        .filter(JsonNode::isString)
        .flatMap(token -> BroughtToken.secret(token.stringValue()))
        .<BroughtBody>map(Brought::new)
        .orElseGet(() -> new Garbled("/token is not 1 to 16384 visible ASCII characters"));
  }
}
