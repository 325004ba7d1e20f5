package dev.errand.runtime.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** How values become columns: whole columns as arrays, so that many rows are one statement. */
final class Columns {

  private Columns() {}

  static <T> SqlArrayValue texts(Collection<T> rows, Function<T, @Nullable String> column) {
    return new SqlArrayValue("text", rows.stream().map(column).toArray());
  }

  static <T> SqlArrayValue longs(Collection<T> rows, Function<T, Long> column) {
    return new SqlArrayValue("bigint", rows.stream().map(column).toArray());
  }

  static <T> SqlArrayValue integers(Collection<T> rows, Function<T, Integer> column) {
    return new SqlArrayValue("integer", rows.stream().map(column).toArray());
  }

  static <T> SqlArrayValue booleans(Collection<T> rows, Function<T, Boolean> column) {
    return new SqlArrayValue("boolean", rows.stream().map(column).toArray());
  }

  static <T> SqlArrayValue bytes(Collection<T> rows, Function<T, byte @Nullable []> column) {
    // The driver looks at the type of the array: it takes bytes only from an array of arrays.
    return new SqlArrayValue("bytea", (Object[]) rows.stream().map(column).toArray(byte[][]::new));
  }

  static <T> SqlArrayValue uuids(Collection<T> rows, Function<T, java.util.UUID> column) {
    return new SqlArrayValue("uuid", rows.stream().map(column).toArray());
  }

  static <T> SqlArrayValue times(Collection<T> rows, Function<T, Instant> column) {
    return new SqlArrayValue(
        "timestamptz",
        rows.stream().map(row -> column.apply(row).atOffset(ZoneOffset.UTC)).toArray());
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
