package dev.errand.runtime.postgres;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;

/**
 * Brings the tables up to date and ends. It runs as their owner ({@code
 * spring.datasource.username}), which no app does. Several may run at once: one migrates.
 */
public final class Migrate {

  private Migrate() {}

  public static boolean isAsked(String[] arguments) {
    return arguments.length == 1 && arguments[0].equals("migrate");
  }

  /** Throws if a migration fails; the database is then as it was before that one. */
  public static void run() {
    new SpringApplicationBuilder(Owner.class)
        .web(WebApplicationType.NONE)
        .run(
            "--spring.flyway.enabled=true",
            // A migration may take its time, and holds a lock on another connection meanwhile.
            "--spring.datasource.hikari.connection-init-sql=select 1",
            "--spring.datasource.hikari.data-source-properties.socketTimeout=0")
        .close();
  }

  @SpringBootConfiguration
  @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  static class Owner {}
}
