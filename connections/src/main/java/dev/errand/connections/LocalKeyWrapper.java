package dev.errand.connections;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import dev.errand.schemas.UserId;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Wraps data keys with a keyset in a file of this machine. Whoever reads the file and the database
 * reads every token: for a laptop and for tests, not for production.
 */
public final class LocalKeyWrapper implements KeyWrapper {

  private static final String PREFIX = "local:v1:";

  private final Aead keyset;

  private LocalKeyWrapper(Aead keyset) {
    this.keyset = keyset;
  }

  /**
   * Reads the keyset from the file; makes both if there is none.
   *
   * @throws IllegalStateException if the file cannot be used, or if others than its owner may read
   *     or write it
   */
  public static LocalKeyWrapper open(Path file) {
    try {
      AeadConfig.register();
      return new LocalKeyWrapper(
          KeysetFile.readOrMake(file).getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (GeneralSecurityException thrown) {
      throw new IllegalStateException("No usable keyset in " + file, thrown);
    }
  }

  @Override
  public WrappedKey wrap(UserId user, byte[] dataKey) {
    try {
      return new WrappedKey(
          PREFIX + Base64.getEncoder().encodeToString(keyset.encrypt(dataKey, context(user))));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("The local keyset does not encrypt", impossible);
    }
  }

  @Override
  public byte[] unwrap(UserId user, WrappedKey wrapped) {
    if (!wrapped.text().startsWith(PREFIX)) {
      throw new SealBroken("A data key was not wrapped by the local keyset");
    }
    try {
      byte[] text = Base64.getDecoder().decode(wrapped.text().substring(PREFIX.length()));
      return keyset.decrypt(text, context(user));
    } catch (GeneralSecurityException | IllegalArgumentException notHere) {
      throw new SealBroken("A wrapped data key does not open for its user");
    }
  }

  private static byte[] context(UserId user) {
    return ("errand|data-key|" + user.value()).getBytes(UTF_8);
  }
}
