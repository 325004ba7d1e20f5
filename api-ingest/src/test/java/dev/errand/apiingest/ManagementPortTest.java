package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.TestPropertySource;

/** What is for operators need not be where everybody calls. */
@TestPropertySource(properties = "management.server.port=0")
class ManagementPortTest extends ApiTest {

  @LocalManagementPort int management;

  private int there(String path) {
    return send(HttpRequest.newBuilder(URI.create("http://localhost:" + management + path))
            .timeout(Duration.ofSeconds(20)))
        .statusCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/prometheus", "/actuator/health/readiness", "/actuator/health/liveness"})
  void onAPortOfItsOwnNothingOfItIsWhereEverybodyCalls(String path) {
    assertThat(there(path)).isEqualTo(200);
    assertThat(send(to(path)).statusCode()).isEqualTo(404);
  }

  @Test
  void andNothingElseIsThere() {
    assertThat(there("/v1/connections")).isIn(401, 403, 404);
    assertThat(there("/actuator/env")).isIn(401, 403, 404);
    assertThat(send(as(newUser(), "/v1/connections")).statusCode()).isEqualTo(200);
  }
}
