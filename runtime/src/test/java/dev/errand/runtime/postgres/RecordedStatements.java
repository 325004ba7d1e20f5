package dev.errand.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Overhears each statement that an app's code sends to the database. Right before it is sent, it is
 * sent for practice: for whom it is meant, where it has to find something, and then for nobody and
 * for somebody else, on the same rows, where it must not. Thread-safe.
 */
public final class RecordedStatements implements QueryExecutionListener {

  private static final Pattern ABOUT_USERS =
      Pattern.compile(
          "(?<!['.])\\b(connection|refresh_lease|data_key|consent_flow|acceptance|pending|postponed|attempt|park|done"
              + "|dead_letter|note_index|model_usage|stored_file|file_part|audit|append_audit)\\b");

  private static final Pattern PARAMETER = Pattern.compile("(?<!:):[a-zA-Z]+");

  private static final String AS_IT_IS = "select 1";

  private static final List<String> OTHERS =
      List.of(
          """
          select set_config('errand.user', '', true), set_config('errand.duty', '', true),
            set_config('errand.state', '', true)
          """,
          """
          select set_config('errand.user', 'mallory', true), set_config('errand.duty', '', true),
            set_config('errand.state', 'of mallory', true)
          """);

  /** One that found nothing so often is not tried any more. */
  private static final int TRIES = 200;

  private final Map<String, Seen> statements = new ConcurrentHashMap<>();
  private final Set<String> sinceMark = ConcurrentHashMap.newKeySet();

  /** What is known of a statement. */
  private static final class Seen {

    private final AtomicInteger tries = new AtomicInteger();
    private volatile @Nullable Resent finding;
    private volatile @Nullable Resent last;
    private final Set<String> leaks = ConcurrentHashMap.newKeySet();
  }

  /** The same source of connections, overheard. */
  public DataSource overheard(DataSource source) {
    return ProxyDataSourceBuilder.create(source).listener(this).build();
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    for (QueryInfo query : queries) {
      if (ABOUT_USERS.matcher(query.getQuery()).find()) {
        sinceMark.add(query.getQuery());
        Seen seen = statements.computeIfAbsent(query.getQuery(), _ -> new Seen());
        if (seen.finding == null && seen.tries.incrementAndGet() <= TRIES) {
          practise(execution, Resent.of(query), seen);
        }
      }
    }
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

  private static void practise(ExecutionInfo execution, Resent statement, Seen seen) {
    seen.last = statement;
    try {
      Connection connection = execution.getStatement().getConnection();
      if (connection.getAutoCommit()) {
        return; // says for whom nowhere, and so finds nothing
      }
      if (statement.found(connection, AS_IT_IS) > 0) {
        for (String whom : OTHERS) {
          tell(statement.found(connection, whom), whom, statement, seen);
        }
        seen.finding = statement;
      }
    } catch (SQLException failed) {
      // As it will when it is sent in earnest, which the test that sends it is about.
    }
  }

  private static void tell(int found, String whom, Resent statement, Seen seen) {
    if (found > 0) {
      seen.leaks.add(found + " rows after [" + whom + "]: " + statement.sql());
    }
  }

  /**
   * Which of the SQL constants of these classes were not sent; the test would say nothing there.
   */
  public List<String> missing(Class<?>... classes) {
    Set<String> sent =
        statements.keySet().stream().map(RecordedStatements::shape).collect(Collectors.toSet());
    return Stream.of(classes)
        .flatMap(type -> Stream.of(type.getDeclaredFields()))
        .filter(field -> field.getType() == String.class && Modifier.isStatic(field.getModifiers()))
        .filter(field -> ABOUT_USERS.matcher(text(field)).find())
        .filter(field -> !sent.contains(shape(PARAMETER.matcher(text(field)).replaceAll("?"))))
        .map(field -> field.getDeclaringClass().getSimpleName() + "." + field.getName())
        .toList();
  }

  /** What other tests send is not what {@link #unproven} is about. */
  public void mark() {
    sinceMark.clear();
  }

  /**
   * Which statements that were sent since the mark never found nor changed a row for those they are
   * meant for: that they find nothing for others says nothing.
   */
  public List<String> unproven() {
    return statements.entrySet().stream()
        .filter(each -> sinceMark.contains(each.getKey()))
        .filter(each -> each.getValue().finding == null)
        .map(each -> each.getKey().replaceAll("\\s+", " ").strip())
        .sorted()
        .toList();
  }

  private static String text(Field constant) {
    try {
      constant.setAccessible(true);
      return String.valueOf(constant.get(null));
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A list of parameters becomes as many as it has elements. */
  private static String shape(String statement) {
    return statement.replaceAll("\\?(, \\?)+", "?").replaceAll("\\s+", " ").strip();
  }

  /**
   * For nobody and for somebody else none of them found or changed a row, when it was sent; nor
   * does it now, in a transaction that says nothing.
   *
   * @param role connections of the role whose code sent them
   */
  public void assertShutOff(DataSource role) throws SQLException {
    assertThat(statements).isNotEmpty();
    List<String> leaks = new ArrayList<>();
    try (Connection connection = role.getConnection()) {
      connection.setAutoCommit(false);
      for (Seen seen : statements.values()) {
        leaks.addAll(seen.leaks);
        Resent statement = seen.finding == null ? seen.last : seen.finding;
        if (statement != null && statement.found(connection, AS_IT_IS) > 0) {
          leaks.add("rows in a transaction that says nothing: " + statement.sql());
        }
      }
      connection.rollback();
    }
    assertThat(leaks).isEmpty();
  }
}
