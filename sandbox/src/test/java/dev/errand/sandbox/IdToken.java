package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.http.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** An id token as a client takes it. */
final class IdToken {

  private IdToken() {}

  /** Its claims, once the signature is checked with the first of the published keys. */
  static JsonNode claims(String token, JsonNode keys) throws Exception {
    String[] parts = token.split("\\.", -1);
    JsonNode key = keys.at("/keys/0");
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e"))));
    check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    return Json.parse(Base64.getUrlDecoder().decode(parts[1]));
  }

  private static BigInteger number(JsonNode key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).stringValue()));
  }
}
