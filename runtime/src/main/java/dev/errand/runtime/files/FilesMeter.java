package dev.errand.runtime.files;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of files, a public API; each is there from the start. Of the gauges every process
 * tells the same: they are of all users. Thread-safe.
 */
public final class FilesMeter {

  private final MeterRegistry registry;
  private final Counter expired;
  private volatile FileTotal total = FileTotal.NOTHING;

  public FilesMeter(MeterRegistry registry, FileSettings settings) {
    this.registry = registry;
    this.expired =
        Counter.builder("errand.files.expired")
            .description("Files that were removed because their time was over, or they had ended")
            .register(registry);
    gauge("errand.files.stored", "Files that are here, half-made ones too", FileTotal::files);
    gauge("errand.files.bytes", "Bytes they have, or are to have", FileTotal::bytes);
    gauge(
        "errand.files.bytes.most",
        "Bytes they may have together",
        _ -> settings.mostOfAll().toBytes());
    for (Purpose purpose : Purpose.values()) {
      for (Outcome outcome : Outcome.values()) {
        transfers(purpose, outcome).increment(0);
      }
    }
  }

  private void gauge(String name, String description, ToDoubleFunction<FileTotal> of) {
    Gauge.builder(name, () -> of.applyAsDouble(total)).description(description).register(registry);
  }

  /** How bringing or fetching a file over the API ended. */
  public enum Outcome {
    DONE,
    /** By what its user asked for, or has here already. */
    REFUSED,
    /** By what all users together have here. */
    FULL,
    /** Too many were on their way. */
    BUSY,
    /** The other side took too long. */
    SLOW,
    /** The other side broke it off. */
    BROKEN,
    /** The file ended meanwhile. */
    GONE,
    /** By ourselves: the database or the key service was away. */
    FAILED
  }

  public void transferred(Purpose purpose, Outcome outcome) {
    transfers(purpose, outcome).increment();
  }

  private Counter transfers(Purpose purpose, Outcome outcome) {
    return Counter.builder("errand.files.transfers")
        .description("Files that people brought or fetched, by how it ended")
        .tag("purpose", purpose.wireName())
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  public void counted(FileTotal now) {
    total = now;
  }

  public void expired(int files) {
    expired.increment(files);
  }
}
