package dev.errand.sandbox.oauth.notion;

import dev.errand.sandbox.http.Effect;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.notion.Notion;
import dev.errand.sandbox.notion.NotionUsers;
import dev.errand.sandbox.notion.model.Ids;
import dev.errand.sandbox.oauth.BasicAuth;
import dev.errand.sandbox.oauth.Code;
import dev.errand.sandbox.oauth.Codes;
import dev.errand.sandbox.oauth.Codes.Redeemed;
import dev.errand.sandbox.oauth.notion.NotionGrants.Pair;
import dev.errand.sandbox.people.AccessToken;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.world.World;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /oauth/token}, {@code /introspect} and {@code /revoke}: Basic, JSON in and out. */
final class NotionTokenEndpoint {

  private final World world;
  private final Notion notion;
  private final Codes codes;
  private final NotionGrants grants;

  NotionTokenEndpoint(World world, Notion notion, Codes codes, NotionGrants grants) {
    this.world = world;
    this.notion = notion;
    this.codes = codes;
    this.grants = grants;
  }

  Reply token(Request request) {
    return authenticated(
        request,
        (client, body) ->
            switch (text(body, "grant_type")) {
              case "authorization_code" -> exchange(client, body);
              case "refresh_token" -> refresh(client, body);
              case "" -> error(400, "invalid_request", "grant_type is missing");
              default -> error(400, "unsupported_grant_type", "Unknown grant_type");
            });
  }

  Reply introspect(Request request) {
    return authenticated(
        request,
        (client, body) -> {
          Optional<AccessToken> token = owned(client, body);
          ObjectNode answer = Json.object().put("active", token.isPresent());
          token.ifPresent(
              active ->
                  answer
                      .put("scope", "read_content insert_content update_content")
                      .put("iat", active.issuedAt().getEpochSecond()));
          return ok(answer);
        });
  }

  Reply revoke(Request request) {
    return authenticated(
        request,
        (client, body) -> {
          Optional<AccessToken> token = owned(client, body);
          token.ifPresent(one -> grants.end(one.personId(), one.clientId()));
          Reply reply = ok(Json.object());
          return token
              .map(
                  one ->
                      reply
                          .forPerson(one.personId())
                          .withEffect(Effect.of("grant.revoked", one.personId())))
              .orElse(reply);
        });
  }

  private Optional<AccessToken> owned(Client client, JsonNode body) {
    return grants.active(text(body, "token")).filter(one -> one.clientId().equals(client.id()));
  }

  private Reply authenticated(Request request, BiFunction<Client, JsonNode, Reply> answer) {
    Optional<Client> client =
        BasicAuth.of(request)
            .flatMap(
                basic ->
                    world
                        .clients()
                        .find(basic.id())
                        .filter(one -> one.secret().equals(basic.secret())));
    if (client.isEmpty()) {
      return error(401, "invalid_client", null);
    }
    try {
      return answer.apply(client.get(), request.json());
    } catch (JacksonException notJson) {
      return error(400, "invalid_request", "The body is not JSON");
    }
  }

  private Reply exchange(Client client, JsonNode body) {
    return switch (codes.redeem(text(body, "code"), world.clock().instant())) {
      case Redeemed.Good(Code code)
          when code.clientId().equals(client.id())
              && code.redirectUri().equals(text(body, "redirect_uri")) -> {
        Person person = world.people().get(code.personId());
        yield pair(person, client, grants.grant(person, client.id()), code.template());
      }
      case Redeemed.Good other -> error(400, "invalid_grant", "Invalid redirect_uri or client");
      case Redeemed.UsedBefore used -> error(400, "invalid_grant", "Invalid code");
      case Redeemed.Expired expired -> error(400, "invalid_grant", "Invalid code");
      case Redeemed.Unknown unknown -> error(400, "invalid_grant", "Invalid code");
    };
  }

  private Reply refresh(Client client, JsonNode body) {
    return grants
        .refresh(text(body, "refresh_token"), client.id())
        .map(pair -> pair(world.people().get(pair.access().personId()), client, pair, null))
        .orElseGet(
            () -> {
              Reply refused = error(400, "invalid_grant", "Invalid refresh token");
              return grants
                  .whoseSpent(text(body, "refresh_token"))
                  .map(refused::forPerson)
                  .orElse(refused);
            });
  }

  private Reply pair(Person person, Client client, Pair pair, @Nullable String template) {
    ObjectNode answer =
        Json.object()
            .put("access_token", pair.access().value())
            .put("token_type", "bearer")
            .put("refresh_token", pair.refresh())
            .put("bot_id", notion.botId(person, client.id()))
            .put("workspace_id", person.workspaceId())
            .put("workspace_name", person.workspaceName())
            .putNull("workspace_icon");
    answer.putObject("owner").put("type", "user").set("user", NotionUsers.person(person));
    return ok(answer.put("duplicated_template_id", template))
        .forPerson(person.id())
        .withEffect(Effect.of("grant", person.id()));
  }

  private static Reply ok(ObjectNode body) {
    String id = Ids.requestId();
    return Reply.json(200, body.put("request_id", id)).withHeader("x-notion-request-id", id);
  }

  /** Not the shape of the API's errors: recorded as {@code {"error", "request_id"}}. */
  private static Reply error(int status, String error, @Nullable String description) {
    ObjectNode body = Json.object().put("error", error);
    if (description != null) {
      body.put("error_description", description);
    }
    String id = Ids.requestId();
    return Reply.json(status, body.put("request_id", id)).withHeader("x-notion-request-id", id);
  }

  private static String text(JsonNode body, String name) {
    return body.path(name).asString("");
  }
}
