package dev.errand.apiingest.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.connections.ConnectionStore;
import dev.errand.runtime.audit.read.AuditTrail;
import dev.errand.runtime.audit.read.AuditTrail.Line;
import dev.errand.runtime.files.StoredFile;
import dev.errand.runtime.files.UserFiles;
import dev.errand.runtime.model.ModelUsage;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.WaitingCommands;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * What a person takes along: their connections, which commands wait, their results, what was done
 * in their name, which files lie here, and what models used for them. Thread-safe.
 */
final class AccountExport {

  /** What is kept of a busy person is more than one answer should be. */
  static final int MOST = 10_000;

  private final ConnectionStore connections;
  private final Acting acting;
  private final JdbcClient sql;
  private final AuditTrail trail;
  private final WaitingCommands waiting;
  private final ModelUsage models;
  private final UserFiles files;
  private final Clock clock;

  AccountExport(
      ConnectionStore connections,
      Acting acting,
      JdbcClient sql,
      AuditTrail trail,
      UserFiles files,
      Clock clock) {
    this.connections = connections;
    this.trail = trail;
    this.files = files;
    this.models = new ModelUsage(acting, sql);
    this.waiting = new WaitingCommands(acting, sql);
    this.acting = acting;
    this.sql = sql;
    this.clock = clock;
  }

  Exported of(UserId user) {
    return new Exported(
        user.value(),
        clock.instant(),
        connections.of(user).stream().map(Connected::of).toList(),
        waiting.of(user, MOST),
        acting.as(user, () -> results(user)),
        lines(user),
        models.days(user),
        files.of(user).stream().map(OwnFile::of).toList());
  }

  private List<Line> lines(UserId user) {
    List<Line> lines = new ArrayList<>();
    long before = AuditTrail.NEWEST;
    while (lines.size() < MOST) {
      List<Line> next = trail.of(user, before, AuditTrail.MOST);
      lines.addAll(next);
      if (next.size() < AuditTrail.MOST) {
        break;
      }
      before = next.getLast().seq();
    }
    return lines;
  }

  private List<JsonNode> results(UserId user) {
    return sql
        .sql(
            """
            SELECT result FROM done WHERE user_id = :user
            ORDER BY finished_at DESC LIMIT :most
            """)
        .param("user", user.value())
        .param("most", MOST)
        .query(byte[].class)
        .list()
        .stream()
        .map(result -> WireJson.mapper().readTree(result))
        .toList();
  }

  /**
   * What a person takes along.
   *
   * @param waiting commands that have not ended, the newest first, at most {@value #MOST}; not what
   *     is in them
   * @param results of the last seven days, the newest first, at most {@value #MOST}
   * @param done in the person's name, the newest first, at most {@value #MOST}
   * @param models what was used for them, by day
   * @param files that are here to be sent or fetched; not what is in them
   */
  record Exported(
      String user,
      Instant exportedAt,
      List<Connected> connections,
      List<WaitingCommands.Waiting> waiting,
      List<JsonNode> results,
      List<Line> done,
      List<ModelUsage.Day> models,
      List<OwnFile> files) {}

  /** One file. */
  record OwnFile(String name, String contentType, long size, String purpose, Instant expiresAt) {

    private static OwnFile of(UserFiles.Own own) {
      StoredFile file = own.file();
      return new OwnFile(
          file.name(), file.contentType(), file.size(), own.purpose().wireName(), file.expiresAt());
    }
  }

  /** One connection, with all that the provider told of the account. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Connected(
      String provider,
      String state,
      @Nullable String cause,
      long version,
      String account,
      @Nullable String workspace,
      SortedSet<String> scopes,
      Map<String, String> facts) {

    private static Connected of(Connection connection) {
      return new Connected(
          connection.provider().wireName(),
          connection.state().wireName(),
          connection.state() instanceof State.ReconnectNeeded needed
              ? needed.cause().wireName()
              : null,
          connection.version(),
          connection.account(),
          connection.workspace(),
          new TreeSet<>(connection.scopes()),
          connection.facts());
    }
  }
}
