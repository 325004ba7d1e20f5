package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphWorld.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.SandboxServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ProfileTest {

  private SandboxServer server = GraphWorld.fresh();
  private GraphClient ann = new GraphClient(server.uri(), "");

  @BeforeEach
  void beginEmpty() {
    server = GraphWorld.fresh();
    ann = as("ann");
  }

  @Test
  void settingsAreShownAsTheirOwnerMadeThem() {
    assertThat(
            new GraphClient(server.uri(), "")
                .patch(
                    "/admin/graph/mailboxes/ann",
                    """
                    {"timeZone":"W. Europe Standard Time","automaticReplies":"alwaysEnabled",
                     "replyMessage":"I am away","locale":"de-DE"}
                    """)
                .status())
        .isEqualTo(200);
    JsonNode settings = ann.get("/me/mailboxSettings").body();
    assertThat(settings.path("timeZone").asString()).isEqualTo("W. Europe Standard Time");
    assertThat(settings.path("automaticRepliesSetting").path("status").asString())
        .isEqualTo("alwaysEnabled");
    assertThat(
            ann.get("/me/mailboxSettings/automaticRepliesSetting")
                .body()
                .path("internalReplyMessage")
                .asString())
        .isEqualTo("I am away");
    assertThat(ann.get("/me/mailboxSettings/timeZone").body().path("value").asString())
        .isEqualTo("W. Europe Standard Time");
    assertThat(
            ann.get("/me/mailboxSettings/workingHours")
                .body()
                .path("timeZone")
                .path("name")
                .asString())
        .isEqualTo("W. Europe Standard Time");
    assertThat(ann.get("/me/mailboxSettings/language").body().path("locale").asString())
        .isEqualTo("de-DE");
    assertThat(as("ben").get("/me/mailboxSettings/timeZone").body().path("value").asString())
        .isEqualTo("UTC");
    assertThat(ann.get("/me/mailboxSettings/shoeSize").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"Mail.ReadWrite, 403", "Mail.Send, 403", "MailboxSettings.Read, 200"})
  void settingsNeedTheirOwnPermission(String scope, int status) {
    for (String path : new String[] {"/me/mailboxSettings", "/me/mailboxSettings/timeZone"}) {
      assertThat(as("ann", scope).get(path).status()).isEqualTo(status);
    }
  }
}
