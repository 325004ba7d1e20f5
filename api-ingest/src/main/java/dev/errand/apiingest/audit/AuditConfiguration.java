package dev.errand.apiingest.audit;

import dev.errand.runtime.audit.read.AuditTrail;
import dev.errand.runtime.postgres.Acting;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the parts of this package fit together. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  AuditTrail auditTrail(JdbcClient sql, Acting acting) {
    return new AuditTrail(sql, acting);
  }
}
