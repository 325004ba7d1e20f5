package dev.errand.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * Remembers each statement that an app's code sent to the database, with the parameters of its
 * first time, and sends it once more in transactions that say nothing, nobody, or somebody else.
 * Thread-safe.
 */
public final class RecordedStatements implements QueryExecutionListener {

  private static final Pattern ABOUT_USERS =
      Pattern.compile(
          "\\b(connection|refresh_lease|data_key|consent_flow|acceptance|pending|attempt|park|done"
              + "|dead_letter)\\b");

  private static final Pattern PARAMETER = Pattern.compile("(?<!:):[a-zA-Z]+");

  private final Map<String, List<Parameter>> statements = new ConcurrentHashMap<>();

  /** One setting of a parameter, as it can be repeated on another connection. */
  private record Parameter(ParameterSetOperation operation, @Nullable PGobject array) {

    static Parameter of(ParameterSetOperation operation) {
      return new Parameter(
          operation, operation.getArgs()[1] instanceof Array array ? value(array) : null);
    }

    /** The array itself is freed after its statement. */
    private static PGobject value(Array array) {
      try {
        PGobject value = new PGobject();
        value.setType("_" + array.getBaseTypeName());
        value.setValue(array.toString());
        return value;
      } catch (SQLException unreadable) {
        throw new IllegalStateException(unreadable);
      }
    }

    void repeat(PreparedStatement statement) throws SQLException {
      if (array != null) {
        statement.setObject((Integer) operation.getArgs()[0], array);
        return;
      }
      try {
        operation.getMethod().invoke(statement, operation.getArgs());
      } catch (IllegalAccessException | InvocationTargetException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** The same source of connections, overheard. */
  public DataSource overheard(DataSource source) {
    return ProxyDataSourceBuilder.create(source).listener(this).build();
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    for (QueryInfo query : queries) {
      if (ABOUT_USERS.matcher(query.getQuery()).find()) {
        statements.computeIfAbsent(query.getQuery(), _ -> parameters(query));
      }
    }
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

  private static List<Parameter> parameters(QueryInfo query) {
    return query.getParametersList().stream()
        .limit(1)
        .flatMap(List::stream)
        .map(Parameter::of)
        .toList();
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
   * Sends each of them again for nobody and for somebody else: no row is found and none changed.
   *
   * @param role connections of the role whose code sent them
   */
  public void assertShutOff(DataSource role) throws SQLException {
    assertThat(statements).isNotEmpty();
    List<String> leaks = new ArrayList<>();
    try (Connection connection = role.getConnection()) {
      connection.setAutoCommit(false);
      for (String whom :
          List.of(
              "select 1",
              "select set_config('errand.user', '', true), set_config('errand.duty', '', true)",
              "select set_config('errand.user', 'mallory', true)")) {
        for (var statement : statements.entrySet()) {
          int found = found(connection, whom, statement.getKey(), statement.getValue());
          if (found > 0) {
            leaks.add(found + " rows after [" + whom + "]: " + statement.getKey());
          }
        }
      }
    }
    assertThat(leaks).isEmpty();
  }

  private static int found(
      Connection connection, String whom, String sql, List<Parameter> parameters)
      throws SQLException {
    try (PreparedStatement first = connection.prepareStatement(whom);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      var _ = first.execute();
      for (Parameter parameter : parameters) {
        parameter.repeat(statement);
      }
      return statement.execute() ? rows(statement.getResultSet()) : statement.getUpdateCount();
    } catch (SQLException refused) {
      if (!"42501".equals(refused.getSQLState())) {
        throw new AssertionError("Not refused but failed: " + sql, refused);
      }
      return 0;
    } finally {
      connection.rollback();
    }
  }

  /** A row that only says that there is nothing is none. */
  private static int rows(ResultSet result) throws SQLException {
    int rows = 0;
    while (result.next()) {
      boolean empty = true;
      for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
        Object value = result.getObject(column);
        empty &= value == null || value.equals(false) || value.equals(0L) || value.equals(0);
      }
      rows += empty ? 0 : 1;
    }
    return rows;
  }
}
