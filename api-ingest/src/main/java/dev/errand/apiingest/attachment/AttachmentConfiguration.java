package dev.errand.apiingest.attachment;

import dev.errand.runtime.files.FileSettings;
import dev.errand.runtime.files.FilesMeter;
import dev.errand.runtime.files.UserFiles;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** How the parts of this package fit together. */
@Configuration(proxyBeanMethods = false)
class AttachmentConfiguration {

  @Bean
  Transfers transfers(
      TransferProperties properties, FileSettings settings, ObjectProvider<LongSupplier> nanos) {
    return new Transfers(
        properties, settings.longest(), nanos.getIfAvailable(() -> System::nanoTime));
  }

  @Bean
  FilesMeter filesMeter(MeterRegistry registry, FileSettings settings) {
    return new FilesMeter(registry, settings);
  }

  @Bean
  ReceiveUpload receiveUpload(
      UserFiles files, FileSettings settings, Transfers transfers, FilesMeter meter) {
    return new ReceiveUpload(files, settings, transfers, meter);
  }

  @Bean
  SendDownload sendDownload(UserFiles files, Transfers transfers, FilesMeter meter) {
    return new SendDownload(files, transfers, meter);
  }

  @Bean
  TendFiles tendFiles(UserFiles files, FilesMeter meter) {
    return new TendFiles(files, meter);
  }

  /** Any number of instances may do this at once. */
  record TendFiles(UserFiles files, FilesMeter meter) {

    private static final Logger log = LoggerFactory.getLogger(TendFiles.class);

    /**
     * In one transaction, which has to end before the database is given up: the largest file is 75
     * thousand rows of the storage, and of twenty none might ever be removed.
     */
    private static final int AT_ONCE = 1;

    /** The rest is removed a minute later. */
    private static final int ROUNDS = 200;

    private static final int COUNTED_EVERY = 10; // rounds

    /** The rest is freed a minute later. */
    private static final int MOST_FREED = 1_000;

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void remove() {
      for (int round = 0; round < ROUNDS; round++) {
        int removed = files.tidy(AT_ONCE);
        meter.expired(removed);
        if (removed < AT_ONCE) {
          return;
        }
        if (round % COUNTED_EVERY == 0) {
          count(); // which else waits for the end of this
        }
      }
    }

    /** Only rows, and few: what was sent is removed with its command. */
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void free() {
      var _ = files.free(MOST_FREED);
    }

    /** As many rows as there are files, in place of a look at them by each that comes. */
    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void count() {
      try {
        meter.counted(files.count());
      } catch (DataAccessException | TransactionException away) {
        log.debug("The database is away; files are counted when it is back");
      }
    }
  }
}
