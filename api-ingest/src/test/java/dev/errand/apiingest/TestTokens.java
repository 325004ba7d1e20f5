package dev.errand.apiingest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.UnaryOperator;

/** An identity provider that also makes tokens nobody should believe. */
final class TestTokens {

  static final String ISSUER = "https://id.example";
  static final String AUDIENCE = "errand";

  private static final KeyPair OURS = pair();
  private static final KeyPair FOREIGN = pair();

  private TestTokens() {}

  static String of(String user) {
    return signed(OURS, user, claims -> claims);
  }

  static String ofOperator(String name) {
    return signed(OURS, name, claims -> claims.claim("scope", "openid errand.operator"));
  }

  static String changed(UnaryOperator<JWTClaimsSet.Builder> change) {
    return signed(OURS, "alice", change);
  }

  static String signedBySomebodyElse() {
    return signed(FOREIGN, "alice", claims -> claims);
  }

  static String unsigned() {
    return new PlainJWT(claims("alice").build()).serialize();
  }

  /** The old trick: an HMAC keyed with what everybody may know, the public key. */
  static String signedWithThePublicKey() {
    try {
      return sign(
          JWSAlgorithm.HS256, new MACSigner(OURS.getPublic().getEncoded()), claims("alice"));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static Path publicKeyFile() {
    try {
      Path file = Files.createTempFile("errand-token-key", ".pem");
      file.toFile().deleteOnExit();
      String body = Base64.getMimeEncoder().encodeToString(OURS.getPublic().getEncoded());
      return Files.writeString(
          file, "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String signed(
      KeyPair key, String user, UnaryOperator<JWTClaimsSet.Builder> change) {
    return sign(JWSAlgorithm.RS256, new RSASSASigner(key.getPrivate()), change.apply(claims(user)));
  }

  private static String sign(
      JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet.Builder claims) {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims.build());
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWTClaimsSet.Builder claims(String user) {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject(user)
        .expirationTime(Date.from(Instant.now().plusSeconds(3600)));
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
