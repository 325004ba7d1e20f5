package dev.errand.connections;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.errand.schemas.UserId;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Wraps data keys with a keyset in a file of this machine. Whoever reads the file and the database
 * reads every token: for a laptop and for tests, not for production.
 *
 * <p>Several processes may use one file. A process that meets a key of a version it does not know
 * reads the file again: another one may have rotated.
 */
public final class LocalKeyWrapper implements KeyWrapper, WrapperKeys {

  private static final String PREFIX = "local:v1:";

  /** Tink writes before each text with which key it was made: a byte, and the key's id. */
  private static final int TINK_PREFIX = 5;

  private final Path file;
  private volatile Open open;

  private LocalKeyWrapper(Path file) throws GeneralSecurityException {
    this.file = file;
    this.open = Open.of(KeysetFile.readOrMake(file));
  }

  private record Open(KeysetHandle keyset, Aead aead) {

    static Open of(KeysetHandle keyset) throws GeneralSecurityException {
      return new Open(keyset, keyset.getPrimitive(RegistryConfiguration.get(), Aead.class));
    }

    boolean knows(int version) {
      return IntStream.range(0, keyset.size())
          .anyMatch(index -> keyset.getAt(index).getId() == version);
    }
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
      return new LocalKeyWrapper(file);
    } catch (GeneralSecurityException thrown) {
      throw new IllegalStateException("No usable keyset in " + file, thrown);
    }
  }

  /** Once for each user: the file is read again, so that the newest version wraps. */
  @Override
  public WrappedKey wrap(UserId user, byte[] dataKey) {
    try {
      open = Open.of(KeysetFile.readOrMake(file));
      return new WrappedKey(
          PREFIX + Base64.getEncoder().encodeToString(open.aead().encrypt(dataKey, context(user))));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("The local keyset does not encrypt", impossible);
    }
  }

  @Override
  public byte[] unwrap(UserId user, WrappedKey wrapped) {
    byte[] text = text(wrapped).orElseThrow(LocalKeyWrapper::notOurs);
    try {
      if (!open.knows(version(text))) {
        open = Open.of(KeysetFile.readOrMake(file));
      }
      return open.aead().decrypt(text, context(user));
    } catch (GeneralSecurityException notHere) {
      throw new SealBroken("A wrapped data key does not open for its user");
    }
  }

  /** Not by two processes at once: the one that comes second may undo the first one's. */
  @Override
  public synchronized void rotate() {
    try {
      KeysetHandle rotated =
          KeysetHandle.newBuilder(KeysetFile.readOrMake(file))
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                      .withRandomId()
                      .makePrimary())
              .build();
      KeysetFile.replace(file, rotated);
      open = Open.of(rotated);
    } catch (GeneralSecurityException thrown) {
      throw new IllegalStateException("The local keyset cannot be rotated", thrown);
    }
  }

  @Override
  public String newest() {
    try {
      open = Open.of(KeysetFile.readOrMake(file));
      return Integer.toUnsignedString(open.keyset().getPrimary().getId());
    } catch (GeneralSecurityException thrown) {
      throw new IllegalStateException("No usable keyset in " + file, thrown);
    }
  }

  @Override
  public Optional<String> versionOf(WrappedKey wrapped) {
    return text(wrapped).map(LocalKeyWrapper::version).map(Integer::toUnsignedString);
  }

  @Override
  public List<Optional<WrappedKey>> rewrap(List<Owned> keys) {
    return keys.stream().map(this::rewrapped).toList();
  }

  private Optional<WrappedKey> rewrapped(Owned key) {
    byte[] dataKey;
    try {
      dataKey = unwrap(key.user(), key.wrapped());
    } catch (SealBroken broken) {
      return Optional.empty();
    }
    try {
      return Optional.of(wrap(key.user(), dataKey));
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  private static Optional<byte[]> text(WrappedKey wrapped) {
    if (!wrapped.text().startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] text = Base64.getDecoder().decode(wrapped.text().substring(PREFIX.length()));
      return text.length < TINK_PREFIX ? Optional.empty() : Optional.of(text);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static int version(byte[] text) {
    return ByteBuffer.wrap(text).getInt(1);
  }

  private static SealBroken notOurs() {
    return new SealBroken("A data key was not wrapped by the local keyset");
  }

  private static byte[] context(UserId user) {
    return ("errand|data-key|" + user.value()).getBytes(UTF_8);
  }
}
