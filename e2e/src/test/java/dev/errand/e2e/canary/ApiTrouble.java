package dev.errand.e2e.canary;

import dev.errand.schemas.UserId;
import java.net.http.HttpRequest;
import java.util.List;

/** Calls of the API that are refused, each with something in it that nobody may repeat. */
final class ApiTrouble {

  private final CanaryStack stack;
  private final ApiCaller api;
  private final Words words;

  ApiTrouble(Means means) {
    stack = means.stack();
    api = means.api();
    words = means.words();
  }

  void run(UserId well, UserId nobody) {
    post(well, words.word());
    post(well, "{\"operation\":\"note.create\",\"data\":{\"" + words.word() + "\":1}}");
    post(well, "{\"operation\":\"" + words.word() + "\",\"data\":{}}");
    String id = "planted-" + stack.planted.text();
    post(well, id, "{\"operation\":\"note.search\",\"data\":{\"query\":\"" + words.word() + "\"}}");
    post(well, id, "{\"operation\":\"note.search\",\"data\":{\"query\":\"" + words.word() + "\"}}");
    String token = words.fresh(Kind.API_TOKEN);
    for (HttpRequest.Builder call :
        List.of(
            api.as(well, "/v1/commands/" + id),
            api.as(nobody, "/v1/commands/" + id),
            api.as(well, "/v1/connections"),
            api.as(well, "/operator/v1/dead-letters"),
            api.with(token, "/v1/connections"),
            api.with(token + "." + token + "." + token, "/v1/connections"),
            api.as(well, "/v1/connections?access_token=" + token),
            api.as(well, "/v1/" + token),
            api.at(stack.api().url() + "/v1/connections").header("Cookie", "session=" + token),
            api.asOperator("/operator/v1/dead-letters"),
            api.asOperator("/operator/v1/dead-records/note"),
            api.asOperator("/operator/v1/dead-records/" + token))) {
      var _ = api.send(call);
    }
  }

  /** Asks for something under an id that nobody used. */
  void post(UserId user, String body) {
    post(user, "call-" + body.hashCode(), body);
  }

  private void post(UserId user, String id, String body) {
    var _ =
        api.send(
            api.as(user, "/v1/commands")
                .header("Idempotency-Key", id)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
  }
}
