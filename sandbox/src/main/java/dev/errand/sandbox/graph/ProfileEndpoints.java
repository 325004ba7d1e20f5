package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Owner;
import dev.errand.sandbox.graph.odata.EntityType;
import dev.errand.sandbox.graph.odata.Kind;
import dev.errand.sandbox.graph.odata.Query;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;
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

  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday");

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
    settings.put("@odata.context", settingsContext(call));
    return Reply.json(200, settings.setAll(all(call)));
  }

  /** One of the settings, as an object or as a value. */
  static Reply setting(Call call) {
    String name = call.variable("name");
    JsonNode setting = all(call).path(name);
    if (setting.isMissingNode()) {
      throw GraphApi.unknownSegment(name);
    }
    ObjectNode body = Json.object().put("@odata.context", settingsContext(call) + "/" + name);
    if (setting instanceof ObjectNode structure) {
      body.setAll(structure);
    } else {
      body.set("value", setting);
    }
    return Reply.json(200, body);
  }

  private static String settingsContext(Call call) {
    return call.base() + "/$metadata#users('" + call.caller().owner().id() + "')/mailboxSettings";
  }

  private static ObjectNode all(Call call) {
    ObjectNode settings = Json.object();
    settings.put("archiveFolder", call.mailbox().folders().require("archive").id());
    settings.put("timeZone", call.mailbox().habits().timeZone());
    settings.put("delegateMeetingMessageDeliveryOptions", "sendToDelegateOnly");
    settings.put("dateFormat", "yyyy-MM-dd").put("timeFormat", "HH:mm").put("userPurpose", "user");
    settings.set("automaticRepliesSetting", call.mailbox().habits().document());
    settings
        .putObject("language")
        .put("locale", call.mailbox().language().locale())
        .put("displayName", call.mailbox().language().displayName());
    ObjectNode hours = settings.putObject("workingHours");
    DAYS.forEach(hours.putArray("daysOfWeek")::add);
    hours.put("startTime", "08:00:00.0000000").put("endTime", "17:00:00.0000000");
    hours.putObject("timeZone").put("name", call.mailbox().habits().timeZone());
    return settings;
  }
}
