package dev.errand.connections;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

/** A Tink keyset in a file that only its owner may read and write (mode 0600). */
final class KeysetFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private KeysetFile() {}

  /** Several processes may do this at once: one makes the file, all read the same keyset. */
  static KeysetHandle readOrMake(Path file) throws GeneralSecurityException {
    try {
      if (!Files.exists(file)) {
        make(file.toAbsolutePath());
      }
      return read(file);
    } catch (IOException thrown) {
      throw new UncheckedIOException("The keyset file cannot be used: " + file, thrown);
    }
  }

  private static Path write(Path file, KeysetHandle keyset)
      throws IOException, GeneralSecurityException {
    FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    Files.createDirectories(file.getParent());
    Path written = Files.createTempFile(file.getParent(), ".keyset", ".new", ownerOnly);
    Files.writeString(
        written,
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    return written;
  }

  private static KeysetHandle read(Path file) throws IOException, GeneralSecurityException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!permissions.equals(OWNER_ONLY)) {
      throw new IllegalStateException(
          "The keyset file has mode %s, it must be rw------- (chmod 600 %s)"
              .formatted(PosixFilePermissions.toString(permissions), file));
    }
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
  }

  /** Puts another keyset in its place, at once or not at all. */
  static void replace(Path file, KeysetHandle keyset) throws GeneralSecurityException {
    try {
      Path written = write(file.toAbsolutePath(), keyset);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException thrown) {
      throw new UncheckedIOException("The keyset file cannot be replaced: " + file, thrown);
    }
  }

  /** Written beside and then linked: the name appears with the whole keyset, or not at all. */
  private static void make(Path file) throws IOException, GeneralSecurityException {
    KeysetHandle keyset =
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
    Path written = write(file, keyset);
    try {
      Files.createLink(file, written);
    } catch (FileAlreadyExistsException anotherProcessWasFaster) {
      // Its keyset is the one.
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
