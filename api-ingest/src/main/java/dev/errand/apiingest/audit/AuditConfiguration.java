package dev.errand.apiingest.audit;

import dev.errand.runtime.audit.read.AuditTrail;
import dev.errand.runtime.postgres.Acting;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How the parts of this package fit together. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration implements WebMvcConfigurer {

  @Bean
  AuditTrail auditTrail(JdbcClient sql, Acting acting) {
    return new AuditTrail(sql, acting);
  }

  @Bean
  Activity activity(AuditTrail auditTrail, JdbcClient sql, Acting acting) {
    return new Activity(auditTrail, new CommandEnds(sql, acting), new MailsBack(sql, acting));
  }

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, Before.class, Before::of);
    registry.addConverter(String.class, Lines.class, Lines::of);
  }
}
