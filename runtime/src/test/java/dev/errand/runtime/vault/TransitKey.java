package dev.errand.runtime.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key of {@link FakeVault}: versions, derived by context, {@code vault:v1:} and so on, in the
 * words of Vault's own errors. Its derivation is simpler than Vault's (HMAC for HKDF), which nobody
 * outside can tell.
 */
final class TransitKey {

  private static final int NONCE = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  final boolean derived;
  boolean exportable;
  boolean allowPlaintextBackup;
  boolean deletionAllowed;
  int minDecryptionVersion = 1;
  private final List<byte[]> versions = new ArrayList<>();

  TransitKey(boolean derived) {
    this.derived = derived;
    rotate();
  }

  /** In Vault's words. */
  static final class Refused extends Exception {

    Refused(String why) {
      super(why);
    }
  }

  void rotate() {
    byte[] version = new byte[32];
    RANDOM.nextBytes(version);
    versions.add(version);
  }

  int latest() {
    return versions.size();
  }

  String encrypt(byte[] plaintext, @Nullable String context) throws Refused {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] text = cipher(Cipher.ENCRYPT_MODE, latest(), nonce, plaintext, context);
    byte[] both = ByteBuffer.allocate(NONCE + text.length).put(nonce).put(text).array();
    return "vault:v" + latest() + ":" + Base64.getEncoder().encodeToString(both);
  }

  byte[] decrypt(String ciphertext, @Nullable String context) throws Refused {
    if (!ciphertext.startsWith("vault:v")) {
      throw new Refused("invalid ciphertext: no prefix");
    }
    String[] parts = ciphertext.substring("vault:v".length()).split(":", 2);
    int version = version(parts);
    if (version < minDecryptionVersion) {
      throw new Refused("ciphertext or signature version is disallowed by policy (too old)");
    }
    byte[] both;
    try {
      both = Base64.getDecoder().decode(parts[1]);
    } catch (IllegalArgumentException notBase64) {
      throw new Refused("invalid ciphertext: could not decode base64");
    }
    if (both.length < NONCE) {
      throw new Refused("invalid ciphertext length");
    }
    ByteBuffer buffer = ByteBuffer.wrap(both);
    byte[] nonce = new byte[NONCE];
    buffer.get(nonce);
    byte[] text = new byte[buffer.remaining()];
    buffer.get(text);
    return cipher(Cipher.DECRYPT_MODE, version, nonce, text, context);
  }

  private int version(String[] parts) throws Refused {
    try {
      int version = Integer.parseInt(parts[0]);
      if (parts.length == 2 && version >= 1 && version <= latest()) {
        return version;
      }
    } catch (NumberFormatException notANumber) {
      // As below.
    }
    throw new Refused("invalid ciphertext: version is too new");
  }

  private byte[] cipher(int mode, int version, byte[] nonce, byte[] input, @Nullable String context)
      throws Refused {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key(version, context), new GCMParameterSpec(128, nonce));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException failed) {
      throw new Refused("cipher: message authentication failed");
    }
  }

  private SecretKeySpec key(int version, @Nullable String context)
      throws Refused, GeneralSecurityException {
    byte[] secret = versions.get(version - 1);
    if (!derived) {
      return new SecretKeySpec(secret, "AES");
    }
    if (context == null || context.isEmpty()) {
      throw new Refused(
          "missing 'context' for key derivation; the key was created using a derived key, which"
              + " means additional, per-request information must be included in order to perform"
              + " operations with the key");
    }
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    return new SecretKeySpec(mac.doFinal(Base64.getDecoder().decode(context)), "AES");
  }
}
