package dev.errand.e2e.canary;

import dev.errand.schemas.Command;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import tools.jackson.databind.json.JsonMapper;

/** Permissions that end, and servers that go away while others work. */
final class Losses {

  private final CanaryStack stack;
  private final Assistant assistant;
  private final ProviderTrouble provider;
  private final ApiCaller api;
  private final Words words;
  private final ApiTrouble calls;
  private final FileTrouble files;
  private final UserId refused = new UserId("whose-refresh-is-refused");
  private final UserId leaving = new UserId("who-leaves");

  Losses(Means means) {
    stack = means.stack();
    assistant = means.assistant();
    provider = means.provider();
    api = means.api();
    words = means.words();
    calls = new ApiTrouble(means);
    files = new FileTrouble(means);
  }

  /** Whose tokens are renewed no more. */
  UserId refused() {
    return refused;
  }

  /** Who disconnects. */
  UserId leaving() {
    return leaving;
  }

  /** By a worker that meets a 401, and by the refresher when it is time. */
  void refreshesThatFail(UserId well) {
    for (Provider each : Provider.values()) {
      provider.arm(ProviderTrouble.tokenRoute(each), null, provider.echo(500));
      provider.arm(ProviderTrouble.tokenRoute(each), null, provider.refused(400, "invalid_grant"));
    }
    var _ =
        stack
            .sandbox()
            .admin(
                "POST",
                "/admin/tokens/expire",
                JsonMapper.shared().createObjectNode().put("person", refused.value()));
    assistant.ask(words.search(refused));
    assistant.ask(words.list(refused));
    provider.awaitSpent();
    String microsoft = ProviderTrouble.tokenRoute(Provider.MICROSOFT);
    provider.arm(microsoft, null, provider.brokenToken(Provider.MICROSOFT));
    provider.arm(microsoft, null, provider.refused(401, "invalid_client"));
    stack.sql(
        "errand",
        """
        update connection set refresh_due_at = now() - interval '1 hour'
        where provider = 'microsoft' and user_id in ('%s', '%s')
        """
            .formatted(well, leaving));
    provider.awaitSpent();
  }

  /** Once with a provider that does not confirm it. */
  void disconnects() {
    provider.arm("/notion/v1/oauth/revoke", null, provider.echo(500));
    for (Provider each : Provider.values()) {
      stack.connecting().disconnect(leaving, each);
    }
  }

  /** Commands and calls go on meanwhile. */
  void outages(UserId well, UserId planted) {
    Command during = words.note(well);
    stack
        .stack()
        .postgres()
        .without(
            stack.stack().database(),
            () -> {
              assistant.ask(during);
              assistant.flush();
              var _ = api.send(api.as(well, "/v1/connections"));
              var _ = api.send(api.as(well, "/connections/notion/start"));
              var _ = files.bring(well, 2_000);
            });
    stack.stack().kafka().kill();
    calls.post(
        well, "{\"operation\":\"note.search\",\"data\":{\"query\":\"" + words.word() + "\"}}");
    var _ = stack.stack().kafka().start();
    var _ = assistant.end(during);
    Command after = words.mail(planted);
    assistant.ask(after);
    var _ = assistant.end(after);
  }

  /** How many connections of a person want them back. */
  int reconnectsNeeded() throws SQLException {
    try (Connection connection = stack.superuser("errand");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) from connection where state = 'reconnect_needed' and user_id = '%s'"
                    .formatted(refused))) {
      var _ = rows.next();
      return rows.getInt(1);
    }
  }
}
