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

    /** In one transaction: of the largest files some 3 GB, half a million rows of the storage. */
    private static final int AT_ONCE = 20;

    private static final int ROUNDS = 10;

    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void remove() {
      for (int round = 0; round < ROUNDS && files.tidy(AT_ONCE) == AT_ONCE; round++) {}
    }
  }
}
