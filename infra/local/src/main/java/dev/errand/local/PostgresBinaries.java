package dev.errand.local;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once per machine from the archive on the class path. */
final class PostgresBinaries {

  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private PostgresBinaries() {}

  /** The directory with {@code bin/postgres} and {@code bin/initdb}, readable for every user. */
  static synchronized Path directory() {
    String user = System.getProperty("user.name");
    Path base = Path.of(System.getProperty("java.io.tmpdir"), "errand-postgres-" + user);
    try {
      byte[] archive = archive();
      Path unpacked = base.resolve(Integer.toHexString(Arrays.hashCode(archive)));
      if (!Files.exists(unpacked)) {
        Files.createDirectories(base);
        unpackTo(unpacked, archive);
      }
      if (!Files.getOwner(unpacked).getName().equals(user)) {
        throw new IllegalStateException(unpacked + " belongs to somebody else");
      }
      return unpacked;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not unpack PostgreSQL", e);
    }
  }

  private static byte[] archive() throws IOException {
    try (InputStream in =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            System.getProperty("os.name"), System.getProperty("os.arch"))) {
      return in.readAllBytes();
    }
  }

  /** Beside the place first, then moved there in one step: another JVM may be doing the same. */
  private static void unpackTo(Path target, byte[] archive) throws IOException {
    Path temporary = Files.createTempDirectory(target.getParent(), "unpacking-");
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(
                new BufferedInputStream(new ByteArrayInputStream(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, temporary);
      }
    }
    Files.setPosixFilePermissions(temporary, READABLE);
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // Another JVM was first, with the same files.
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path path = root.resolve(entry.getName()).normalize();
    if (!path.startsWith(root)) {
      throw new IOException("An entry outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(path, READABLE);
    }
  }
}
