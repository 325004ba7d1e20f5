package dev.errand.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root; this is how it runs all the same where we are root.
 *
 * <p>Preferred: a user namespace of its own ({@code unshare -U}), in which the process has no root
 * rights but the files keep their owner. Where that is forbidden, as in many containers: the
 * system's user "nobody", to whom the data directory is given.
 */
final class NotRoot {

  private static final int NOBODY = 65534;

  private NotRoot() {}

  /** The command as an ordinary user can run it; unchanged if we are one. */
  static List<String> command(Path dataDirectory, List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    if (succeeds("unshare", "-U", "true")) {
      return join(List.of("unshare", "-U"), command);
    }
    give(dataDirectory);
    String id = Integer.toString(NOBODY);
    return join(List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups"), command);
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void give(Path directory) {
    try {
      Files.setAttribute(directory, "unix:uid", NOBODY);
      Files.setPosixFilePermissions(
          directory.resolveSibling(""), PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not run as root here: be another user", e);
    }
  }

  private static List<String> join(List<String> prefix, List<String> command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    return List.copyOf(all);
  }
}
