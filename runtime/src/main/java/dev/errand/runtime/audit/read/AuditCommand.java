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

  /** Every chain holds together. */
  private static final int WHOLE = 0;

  /** Nobody could look; a virtual machine that does not start ends so, too. */
  private static final int NOT_LOOKED_AT = 1;

  private static final int NOT_UNDERSTOOD = 2;

  /** Something is changed or missing. Nothing else ends with this: an alarm may rest on it. */
  private static final int BROKEN = 3;

  private static final String USAGE =
      """
      Usage: audit verify [UNTIL]
      UNTIL is a time in UTC, as 2026-11-21T08:00:00Z: the digest is of all rows up to it. Without one it is a minute ago, \
      when all that was being written had been.\
      """;

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
   * Does it, and ends the process: with 0 if all is whole, with 3 if something is changed or
   * missing, with 2 if the words say nothing, and with 1 if nobody could look.
   *
   * @param words those behind {@code audit}
   */
  public static void run(List<String> words) {
    int end = end(words);
    if (end != WHOLE) {
      System.exit(end);
    }
  }

  private static int end(List<String> words) {
    Asked asked;
    try {
      asked = Asked.of(words);
    } catch (IllegalArgumentException notUnderstood) {
      System.err.println(notUnderstood.getMessage());
      return NOT_UNDERSTOOD;
    }
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Auditor.class).web(WebApplicationType.NONE).run()) {
      VerifyAudit verify = new VerifyAudit(context.getBean(DataSource.class));
      return new AuditCommand(verify, System.out).obey(asked) ? WHOLE : BROKEN;
    } catch (DataAccessException | TransactionException away) {
      System.err.println("The database cannot be asked: " + away.getMessage());
      return NOT_LOOKED_AT;
    }
  }

  /**
   * What may be asked.
   *
   * @param until a minute ago if absent
   */
  record Asked(@Nullable Instant until) {

    /**
     * Reads the words behind {@code audit}.
     *
     * @throws IllegalArgumentException if they say nothing; its message says how to ask
     */
    static Asked of(List<String> words) {
      if (words.isEmpty() || words.size() > 2 || !words.getFirst().equals("verify")) {
        throw new IllegalArgumentException(USAGE);
      }
      try {
        return new Asked(words.size() == 2 ? Instant.parse(words.get(1)) : null);
      } catch (DateTimeException noTime) {
        throw new IllegalArgumentException(USAGE, noTime);
      }
    }
  }

  @SpringBootConfiguration
  @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
  static class Auditor {}

  /**
   * Does what is asked.
   *
   * @return whether all chains hold together
   */
  boolean obey(Asked asked) {
    Verified found = verify.verify(asked.until(), broken -> out.println(words(broken)));
    out.printf("%,d rows in %,d chains were looked at. ", found.rows(), found.chains());
    out.println(
        found.broken() == 0
            ? "Nothing is changed or missing."
            : "They are broken in %,d places.".formatted(found.broken()));
    out.println("The digest of all rows up to %s: %s".formatted(found.until(), found.digest()));
    out.println("Keep both elsewhere: verified up to that time again, it has to be the same.");
    return found.broken() == 0;
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
