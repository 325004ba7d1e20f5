package dev.errand.apiingest.attachment;

import dev.errand.runtime.files.FileSettings;
import dev.errand.runtime.files.UserFiles;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** How the parts of this package fit together. */
@Configuration(proxyBeanMethods = false)
class AttachmentConfiguration {

  @Bean
  Transfers transfers(TransferProperties properties) {
    return new Transfers(properties);
  }

  @Bean
  ReceiveUpload receiveUpload(UserFiles files, FileSettings settings, Transfers transfers) {
    return new ReceiveUpload(files, settings, transfers, System::nanoTime);
  }

  @Bean
  SendDownload sendDownload(UserFiles files, FileSettings settings, Transfers transfers) {
    return new SendDownload(files, settings, transfers, System::nanoTime);
  }

  @Bean
  RemoveExpired removeExpired(UserFiles files) {
    return new RemoveExpired(files);
  }

  /** Any number of instances may do this at once. */
  record RemoveExpired(UserFiles files) {

    /**
     * In one transaction, which has to end before the database is given up: the largest file is 75
     * thousand rows of the storage, and of twenty none might ever be removed.
     */
    private static final int AT_ONCE = 1;

    /** The rest is removed a minute later. */
    private static final int ROUNDS = 200;

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void remove() {
      for (int round = 0; round < ROUNDS && files.tidy(AT_ONCE) == AT_ONCE; round++) {}
    }
  }
}
