package dev.errand.runtime.postgres;

import java.lang.reflect.InvocationTargetException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/** A statement with the parameters of one time, which can be sent again and is taken back. */
record Resent(String sql, List<Parameter> parameters) {

  static Resent of(QueryInfo query) {
    return new Resent(
        query.getQuery(),
        query.getParametersList().stream()
            .limit(1)
            .flatMap(List::stream)
            .map(Parameter::of)
            .toList());
  }

  /**
   * How many rows it finds or changes in the transaction that is open, of which nothing stays.
   *
   * @param whom what the transaction says first
   * @return 0 also if it is refused
   */
  int found(Connection connection, String whom) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (PreparedStatement first = connection.prepareStatement(whom);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      var _ = first.execute();
      for (Parameter parameter : parameters) {
        parameter.repeat(statement);
      }
      return statement.execute() ? rows(statement.getResultSet()) : statement.getUpdateCount();
    } catch (SQLException refused) {
      if (!"42501".equals(refused.getSQLState())) {
        throw refused;
      }
      return 0;
    } finally {
      connection.rollback(before);
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
}
