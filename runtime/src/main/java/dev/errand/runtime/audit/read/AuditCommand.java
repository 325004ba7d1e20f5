package dev.errand.runtime.audit.read;

import dev.errand.runtime.audit.read.VerifyAudit.Verified;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * {@code audit verify} tells whether what was written down is still as it was. It runs as the
 * database's role {@code errand_auditor}.
 */
public final class AuditCommand {

  private static final String USAGE = "audit verify, or audit verify 2026-11-21T08:00:00Z";

  private final VerifyAudit verify;
  private final PrintStream out;

  AuditCommand(VerifyAudit verify, PrintStream out) {
    this.verify = verify;
    this.out = out;
  }

  public static boolean isAsked(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals("audit");
  }

  /**
   * Does it, and ends the process with 1 if a chain is broken or it could not be done.
   *
   * @param words those behind {@code audit}
   */
  public static void run(List<String> words) {
    boolean whole = false;
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Auditor.class).web(WebApplicationType.NONE).run()) {
      VerifyAudit verify = new VerifyAudit(context.getBean(DataSource.class));
      whole = new AuditCommand(verify, System.out).obey(words);
    } catch (IllegalArgumentException refused) {
      System.err.println(refused.getMessage());
    } catch (DataAccessException | TransactionException away) {
      System.err.println("The database cannot be asked: " + away.getMessage());
    }
    if (!whole) {
      System.exit(1);
    }
  }

  @SpringBootConfiguration
  @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
  static class Auditor {}

  /**
   * Does what is asked.
   *
   * @return whether all chains hold together
   * @throws IllegalArgumentException if there is no such thing
   */
  boolean obey(List<String> words) {
    if (words.isEmpty() || words.size() > 2 || !words.getFirst().equals("verify")) {
      throw new IllegalArgumentException(USAGE);
    }
    Verified found =
        verify.verify(
            words.size() == 2 ? time(words.get(1)) : null, broken -> out.println(words(broken)));
    out.printf("%,d rows in %,d chains were looked at. ", found.rows(), found.chains());
    out.println(
        found.broken() == 0
            ? "Nothing is changed or missing."
            : "They are broken in %,d places.".formatted(found.broken()));
    out.println("All up to " + found.until() + ": " + found.digest());
    return found.broken() == 0;
  }

  private static @Nullable Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException noTime) {
      throw new IllegalArgumentException(USAGE, noTime);
    }
  }

  private static String words(Broken broken) {
    return switch (broken) {
      case Broken.Changed(String user, long row) ->
          "%s: row %d, or the one before it, was changed".formatted(name(user), row);
      case Broken.Missing(String user, long from, long to) ->
          from == to
              ? "%s: row %d is missing".formatted(name(user), from)
              : "%s: rows %d to %d are missing".formatted(name(user), from, to);
      case Broken.OtherEnd(String user, long row) ->
          "%s: what is kept of the last row is not of row %d".formatted(name(user), row);
    };
  }

  /** Whoever changed a row may have put anything there. */
  private static String name(String user) {
    return user.isEmpty()
        ? "(operators)"
        : user.codePoints()
            .mapToObj(
                each ->
                    each > ' ' && each <= '~'
                        ? Character.toString(each)
                        : "\\u{%x}".formatted(each))
            .collect(Collectors.joining());
  }
}
