package dev.errand.e2e.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every row of every table, as somebody has it who got hold of a dump; bytes as they are. */
final class TableDump {

  private TableDump() {}

  static Map<String, byte[]> of(CanaryStack stack) throws SQLException {
    Map<String, byte[]> dump = new TreeMap<>();
    try (Connection connection = stack.superuser("errand");
        Statement statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        dump.put(table, rows(statement, table));
      }
    }
    return dump;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    String all =
        """
        select format('%I.%I', n.nspname, c.relname)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
        """;
    try (ResultSet rows = statement.executeQuery(all)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static byte[] rows(Statement statement, String table) throws SQLException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ResultSet rows = statement.executeQuery("select * from " + table)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int column = 1; column <= columns; column++) {
          out.writeBytes(bytes(rows, column));
          out.write('\n');
        }
      }
    }
    return out.toByteArray();
  }

  private static byte[] bytes(ResultSet rows, int column) throws SQLException {
    if (rows.getMetaData().getColumnType(column) == Types.BINARY) {
      byte[] bytes = rows.getBytes(column);
      return bytes == null ? new byte[0] : bytes;
    }
    String text = rows.getString(column);
    return text == null ? new byte[0] : text.getBytes(UTF_8);
  }
}
