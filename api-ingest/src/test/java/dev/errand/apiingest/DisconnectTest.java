package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.Disconnects.Receipt;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DisconnectTest extends ApiTest {

  private final String user = newUser();

  @Autowired private FakeConnections.Ended disconnects;

  @Test
  void thePersonIsToldWhatWasDoneHereAndWhatIsLeftToDoThere() {
    assertThat(json(disconnected(Provider.NOTION, Revocation.REVOKED)))
        .isEqualTo(
            JSON.readTree(
                """
                {"provider": "notion", "atProvider": {"revocation": "revoked",
                  "said": "The provider no longer accepts the permission you gave."}}
                """));
    assertThat(json(disconnected(Provider.NOTION, Revocation.FAILED)).at("/atProvider/next"))
        .asString()
        .contains("Settings");
    assertThat(json(disconnected(Provider.MICROSOFT, Revocation.NOT_POSSIBLE)))
        .asString()
        .contains("not_possible", "myapps.microsoft.com", "account.live.com");
    assertThat(disconnects.asked).contains(user + " notion", user + " microsoft");
  }

  @Test
  void whatIsNotConnectedIsNotFound() {
    disconnects.receipt = new Receipt.NotConnected();
    HttpResponse<String> response = delete("notion");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).path("code").stringValue()).isEqualTo("not_connected");
    assertThat(delete("dropbox").statusCode()).isEqualTo(404);
  }

  @Test
  void whoCannotBeServedNowIsAskedToComeBack() {
    disconnects.receipt = new Receipt.Unavailable();
    HttpResponse<String> response = delete("notion");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    assertThat(json(response).path("retryable").booleanValue()).isTrue();
  }

  @Test
  void nobodyEndsAnythingWithoutSayingWhoTheyAre() {
    assertThat(send(to("/v1/connections/notion").DELETE()).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> disconnected(Provider provider, Revocation revocation) {
    disconnects.receipt =
        new Receipt.Disconnected(
            FakeConnections.connection(new UserId(user), provider), revocation);
    return delete(provider.wireName());
  }

  private HttpResponse<String> delete(String provider) {
    return send(as(user, "/v1/connections/" + provider).DELETE());
  }
}
