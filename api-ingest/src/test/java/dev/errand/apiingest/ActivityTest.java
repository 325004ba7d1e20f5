package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.audit.Act;
import dev.errand.runtime.audit.Actor;
import dev.errand.runtime.audit.AuditEntry;
import dev.errand.runtime.audit.AuditLog;
import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class ActivityTest extends ApiTest {

  private static final AuditEntry.OnConnection AT_NOTION =
      new AuditEntry.OnConnection(Provider.NOTION, null, null, null);

  @Autowired private JdbcClient appsSql;
  @Autowired private Acting acting;

  @Test
  void aPersonSeesWhatWasDoneInTheirNameAndNobodyElses() {
    UserId ada = new UserId(newUser());
    happened(ada, Act.DATA_KEY_MADE, "v1");

    assertThat(browserOf(ada.value()).get("/activity").body())
        .contains("A key was made to seal your tokens with.", "v1");
    assertThat(browserOf(newUser()).get("/activity").body())
        .contains("Nothing was done yet")
        .doesNotContain("A key was made");
  }

  @Test
  void whatDoesNotFitOnOnePageIsOnTheNext() {
    UserId ada = new UserId(newUser());
    for (int count = 1; count <= 51; count++) {
      happened(ada, Act.DATA_KEY_REWRAPPED, "v" + count + ".");
    }
    Browser browser = browserOf(ada.value());
    assertThat(browser.get("/activity").body())
        .contains("v51.", "v2.", "/activity?before=2")
        .doesNotContain("v1.");
    assertThat(browser.get("/activity?before=2").body()).contains("v1.").doesNotContain("v2.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "0", "-5", "9223372036854775808", "%2525"})
  void whereThereIsNothingToGoOnFromIsAPageThatSaysSo(String before) {
    HttpResponse<String> page = browserOf(newUser()).get("/activity?before=" + before);
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("not understood").doesNotContain("Nothing was done");
  }

  @ParameterizedTest
  @EnumSource
  void everyActHasItsSentence(Act act) {
    UserId ada = new UserId(newUser());
    happened(ada, act, "detail");
    assertThat(browserOf(ada.value()).get("/activity").body())
        .containsPattern("<span>\\S.*\\.</span>");
  }

  private void happened(UserId user, Act act, String detail) {
    var _ =
        acting.as(
            user,
            () -> {
              new AuditLog(appsSql)
                  .append(new AuditEntry(user, new Actor.Errand(), act, AT_NOTION, null, detail));
              return user;
            });
  }
}
