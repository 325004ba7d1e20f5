package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.LoggingProducerListener;

/** What people write to each other is in no log. */
class LogsTest extends ApiTest {

  @Test
  void whatCouldNotBeSentToKafkaIsNotPrinted() {
    assertThat(LoggerFactory.getLogger(LoggingProducerListener.class).isErrorEnabled()).isFalse();
  }
}
