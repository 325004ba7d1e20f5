package dev.errand.apiingest.account;

import dev.errand.connections.ConnectionStore;
import dev.errand.runtime.audit.read.AuditTrail;
import dev.errand.runtime.files.UserFiles;
import dev.errand.runtime.postgres.Acting;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the parts of this package fit together. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

  @Bean
  AccountExport accountExport(
      ConnectionStore connections,
      Acting acting,
      JdbcClient sql,
      AuditTrail trail,
      UserFiles files,
      ObjectProvider<Clock> clocks) {
    return new AccountExport(
        connections, acting, sql, trail, files, clocks.getIfAvailable(Clock::systemUTC));
  }
}
