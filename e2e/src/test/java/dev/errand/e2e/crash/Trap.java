package dev.errand.e2e.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** What an armed process is told to do, in a directory that it watches. */
public final class Trap {

  private static final String GO_ON = "go-on";

  private final Path directory;
  private int number;

  public Trap(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path directory() {
    return directory;
  }

  /**
   * Sets it.
   *
   * @param hit which time the point is passed from now on, 1 for the first
   */
  void set(String point, int hit, Mode mode, String exception) {
    plan(point, hit, mode.word(), exception);
  }

  /** Holds the next thread that comes by, and no other, until all are let go. */
  public void hold(String point) {
    try {
      Files.deleteIfExists(directory.resolve(GO_ON));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    plan(point, 1, "hold", "-");
  }

  /** Lets all go on that are held, and will be. */
  public void letGo() {
    try {
      Files.createFile(directory.resolve(GO_ON));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void plan(String point, int hit, String action, String exception) {
    try {
      clear();
      Path written = directory.resolve("writing");
      Files.writeString(
          written, String.join(" ", point, "" + hit, action, exception, "" + ++number));
      Files.move(written, directory.resolve("plan"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the process to have got there: without it a cell proves nothing. */
  public void awaitReached(Duration patience) {
    await("not reached").atMost(patience).pollInterval(Duration.ofMillis(20)).until(this::reached);
  }

  public boolean reached() {
    return Files.exists(directory.resolve("reached"));
  }

  public void clear() {
    try {
      Files.deleteIfExists(directory.resolve("plan"));
      Files.deleteIfExists(directory.resolve("reached"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
