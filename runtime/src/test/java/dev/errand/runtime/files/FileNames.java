package dev.errand.runtime.files;

import io.micrometer.core.instrument.MeterRegistry;

/** The metrics of files, for tests of other packages. */
public final class FileNames {

  private FileNames() {}

  /** Registers them, as the API does. */
  public static void register(MeterRegistry registry) {
    var _ = new FilesMeter(registry, FilesWorld.SETTINGS);
  }
}
