package dev.errand.runtime;

import dev.errand.runtime.audit.read.AuditCommand;
import dev.errand.runtime.connections.KeysCommand;
import dev.errand.runtime.postgres.Migrate;
import java.util.List;
import org.springframework.boot.SpringApplication;

/** How each app starts. */
public final class ErrandApplication {

  private ErrandApplication() {}

  /**
   * Runs the app. With the one argument {@code migrate} it brings the tables of the database up to
   * date instead, as their owner, and ends; with {@code keys} or {@code audit} it does what {@link
   * KeysCommand} or {@link AuditCommand} say.
   */
  public static void run(Class<?> app, String[] arguments) {
    if (Migrate.isAsked(arguments)) {
      Migrate.run();
    } else if (KeysCommand.isAsked(arguments)) {
      KeysCommand.run(arguments[1]);
    } else if (AuditCommand.isAsked(arguments)) {
      AuditCommand.run(List.of(arguments).subList(1, arguments.length));
    } else {
      var _ = SpringApplication.run(app, arguments);
    }
  }
}
