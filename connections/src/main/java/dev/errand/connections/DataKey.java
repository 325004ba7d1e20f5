package dev.errand.connections;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * One user's opened data key (AES-256-GCM). Held for the length of one use; works without any
 * network. Safe for use by many threads.
 */
final class DataKey {

  static final int BYTES = 32;

  private final UserId user;
  private final AesGcmJce cipher;

  DataKey(UserId user, byte[] key) {
    if (key.length != BYTES) {
      throw new SealBroken("A data key has " + BYTES + " bytes");
    }
    this.user = user;
    try {
      this.cipher = new AesGcmJce(key);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("This JVM has no AES-256-GCM", impossible);
    }
  }

  /** Seals for one place of this key's user. */
  Sealed seal(Provider provider, Purpose purpose, UUID connection, long version, Secret secret) {
    SealPlace place = new SealPlace(user, provider, purpose, connection, version);
    return Sealed.of(seal(secret.reveal().getBytes(UTF_8), place.associatedData()));
  }

  /**
   * Opens what was sealed for that place of this key's user.
   *
   * @throws SealBroken if it was sealed with another key or for another place
   */
  Secret open(Provider provider, Purpose purpose, UUID connection, long version, Sealed sealed) {
    SealPlace place = new SealPlace(user, provider, purpose, connection, version);
    return Secret.of(
        new String(open(sealed.bytes(), place.associatedData(), purpose.wireName()), UTF_8));
  }

  /** Whose it is. */
  UserId user() {
    return user;
  }

  /** Seals so that it opens with the same associated data only. */
  byte[] seal(byte[] content, byte[] associatedData) {
    try {
      return cipher.encrypt(content, associatedData);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-256-GCM does not encrypt", impossible);
    }
  }

  /**
   * Opens what was sealed with that associated data.
   *
   * @param what it is, for the exception
   * @throws SealBroken if it was sealed with another key or for another place
   */
  byte[] open(byte[] sealed, byte[] associatedData, String what) {
    try {
      return cipher.decrypt(sealed, associatedData);
    } catch (GeneralSecurityException notHere) {
      throw new SealBroken("A sealed " + what + " does not open where it stands");
    }
  }

  @Override
  public String toString() {
    return "DataKey[redacted]";
  }
}
