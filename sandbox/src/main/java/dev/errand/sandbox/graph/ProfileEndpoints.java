package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Owner;
import dev.errand.sandbox.graph.odata.EntityType;
import dev.errand.sandbox.graph.odata.Kind;
import dev.errand.sandbox.graph.odata.Query;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import tools.jackson.databind.node.ObjectNode;

/** Who the person is, and the settings of the mailbox. */
final class ProfileEndpoints {

  private static final EntityType USER =
      EntityType.named("microsoft.graph.user")
          .with(new Kind.Many(new Kind.Text()), "businessPhones")
          .with(
              new Kind.Text(),
              "displayName",
              "givenName",
              "jobTitle",
              "mail",
              "mobilePhone",
              "officeLocation",
              "preferredLanguage",
              "surname",
              "userPrincipalName",
              "id")
          .build();

  private ProfileEndpoints() {}

  static Reply me(Call call) {
    Query query = call.query(USER);
    Owner owner = call.caller().owner();
    ObjectNode user = Json.object();
    USER.properties().keySet().forEach(user::putNull);
    user.putArray("businessPhones");
    user.put("displayName", owner.name()).put("mail", owner.address());
    user.put("userPrincipalName", owner.address()).put("id", owner.id());
    ObjectNode body = Json.object().put("@odata.context", call.base() + "/$metadata#users/$entity");
    return Reply.json(200, body.setAll(MessageView.selected(user, query.select())));
  }

  static Reply settings(Call call) {
    ObjectNode settings = Json.object();
    settings.put(
        "@odata.context",
        call.base() + "/$metadata#users('" + call.caller().owner().id() + "')/mailboxSettings");
    settings.put("archiveFolder", call.mailbox().folders().require("archive").id());
    settings.put("timeZone", "UTC");
    settings.put("delegateMeetingMessageDeliveryOptions", "sendToDelegateOnly");
    settings.put("dateFormat", "yyyy-MM-dd").put("timeFormat", "HH:mm").put("userPurpose", "user");
    settings
        .putObject("automaticRepliesSetting")
        .put("status", "disabled")
        .put("externalAudience", "all");
    settings
        .putObject("language")
        .put("locale", call.mailbox().language().locale())
        .put("displayName", call.mailbox().language().displayName());
    return Reply.json(200, settings);
  }
}
