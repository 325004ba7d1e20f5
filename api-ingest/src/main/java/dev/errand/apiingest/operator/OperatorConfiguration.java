package dev.errand.apiingest.operator;

import dev.errand.apiingest.command.CommandPublisher;
import dev.errand.runtime.audit.AuditLog;
import dev.errand.runtime.kafka.Cursor;
import dev.errand.runtime.kafka.DeadRecords;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.DeadLetters;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How the parts of this package fit together. */
@Configuration(proxyBeanMethods = false)
class OperatorConfiguration implements WebMvcConfigurer {

  @Bean
  DeadLetters deadLetters(JdbcClient sql, Acting acting) {
    return new DeadLetters(sql, acting);
  }

  @Bean
  DeadRecords deadRecords(KafkaProperties kafka) {
    return new DeadRecords(kafka.buildConsumerProperties());
  }

  @Bean
  KnownEnds knownEnds(JdbcClient sql, Acting acting) {
    return new KnownEnds(sql, acting);
  }

  @Bean
  OperatorAudit operatorAudit(JdbcClient sql, Acting acting) {
    return new OperatorAudit(new AuditLog(sql), acting);
  }

  @Bean
  ReplayLetters replayLetters(
      DeadLetters letters, KnownEnds known, CommandPublisher publisher, OperatorAudit audit) {
    return new ReplayLetters(letters, known, publisher, audit);
  }

  @Bean
  ReplayRecords replayRecords(
      DeadRecords records, KnownEnds known, CommandPublisher publisher, OperatorAudit audit) {
    return new ReplayRecords(records, known, publisher, audit);
  }

  /** Addresses use the names of the wire. */
  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, ProblemCode.class, ProblemCode::ofWireName);
    registry.addConverter(String.class, Status.class, Status::ofWireName);
    registry.addConverter(String.class, Cursor.class, Cursor::of);
    registry.addConverter(String.class, Offset.class, Offset::of);
    registry.addConverter(String.class, Limit.class, Limit::of);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new KnownParameters()).addPathPatterns("/operator/v1/**");
  }
}
