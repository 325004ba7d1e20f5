package dev.errand.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The programs of PostgreSQL, with what we tell them. */
final class PostgresPrograms {

  private final Path binaries = PostgresBinaries.directory();
  private final Path data;
  private final String user;

  /**
   * For one server.
   *
   * @param user who owns all of it
   */
  PostgresPrograms(Path data, String user) {
    this.data = data;
    this.user = user;
  }

  /** Makes the data directory. */
  void initialise(Path log, Duration patience) {
    try {
      Files.createDirectories(
          data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Process initdb =
          new ProcessBuilder(initdb())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      if (!initdb.waitFor(patience.toSeconds(), TimeUnit.SECONDS) || initdb.exitValue() != 0) {
        throw new IllegalStateException("initdb failed, see " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not make " + data, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while making " + data, e);
    }
  }

  private List<String> initdb() {
    return NotRoot.command(
        data,
        List.of(
            binaries.resolve("bin/initdb").toString(),
            "--pgdata=" + data,
            "--username=" + user,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            // Nothing to lose yet: the server syncs what it writes.
            "--no-sync"));
  }

  /** What runs the server until it is told to end. */
  List<String> serve(int port) {
    return NotRoot.command(
        data,
        List.of(
            binaries.resolve("bin/postgres").toString(),
            "-D",
            data.toString(),
            "--port=" + port,
            "--listen_addresses=127.0.0.1",
            "--unix_socket_directories=",
            "--fsync=on",
            "--synchronous_commit=on",
            "--shared_buffers=256MB",
            "--max_connections=200",
            "--max_wal_size=2GB",
            "--checkpoint_timeout=15min",
            "--log_min_messages=warning"));
  }
}
