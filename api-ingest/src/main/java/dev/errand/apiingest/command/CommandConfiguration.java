package dev.errand.apiingest.command;

import dev.errand.runtime.files.UserFiles;
import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.NamedUploads;
import dev.errand.schemas.OperationCatalog;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** How the parts of this package fit together. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class CommandConfiguration {

  @Bean
  Acceptances acceptances(JdbcClient sql, Acting acting, ClaimUploads uploads) {
    return new Acceptances(sql, acting, uploads);
  }

  @Bean
  ClaimUploads claimUploads(
      OperationCatalog catalog,
      UserFiles files,
      @Value("${errand.hold:1d}") Duration hold,
      ObjectProvider<Clock> clocks) {
    return new ClaimUploads(
        new NamedUploads(catalog), files, hold, clocks.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  OperationCatalog submittedOperations() {
    return new OperationCatalog();
  }

  @Bean
  CommandStates commandStates(JdbcClient sql, Acting acting, Acceptances acceptances) {
    return new CommandStates(sql, acting, acceptances);
  }

  @Bean
  CommandPublisher commandPublisher(KafkaTemplate<byte[], byte[]> kafka) {
    return new CommandPublisher(kafka);
  }

  @Bean
  Submissions submissions(
      OperationCatalog catalog,
      Acceptances acceptances,
      CommandStates states,
      CommandPublisher publisher,
      ObjectProvider<Clock> clocks) {
    return new Submissions(
        catalog, acceptances, states, publisher, clocks.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  ForgetOldAcceptances forgetOldAcceptances(Acceptances acceptances) {
    return new ForgetOldAcceptances(acceptances);
  }

  /** Any number of instances may do this at once. */
  record ForgetOldAcceptances(Acceptances acceptances) {

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
      acceptances.forgetOld();
    }
  }
}
