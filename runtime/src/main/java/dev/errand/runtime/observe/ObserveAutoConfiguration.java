package dev.errand.runtime.observe;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/** What every application says of itself. */
@AutoConfiguration(after = {DataSourceAutoConfiguration.class, KafkaAutoConfiguration.class})
@ConditionalOnBean(DataSource.class)
public class ObserveAutoConfiguration {

  @Bean
  JournalHealth journalHealthIndicator(DataSource database) {
    return new JournalHealth(database);
  }

  @Bean
  BrokerHealth brokerHealthIndicator(KafkaProperties kafka) {
    return new BrokerHealth(kafka.buildAdminProperties());
  }
}
