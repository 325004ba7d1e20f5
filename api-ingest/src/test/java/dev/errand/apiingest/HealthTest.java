package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.LocalPostgres;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the API says of itself is so. */
class HealthTest extends ApiTest {

  private static final String READY = "/actuator/health/readiness";
  private static final String ALIVE = "/actuator/health/liveness";

  @Test
  void withoutItsDatabaseItIsAliveAndNotReady() {
    assertThat(send(to(READY)).statusCode()).isEqualTo(200);
    LocalPostgres.shared()
        .without(
            DATABASE,
            () -> {
              HttpResponse<String> ready = send(to(READY).timeout(Duration.ofSeconds(5)));
              assertThat(ready.statusCode()).isEqualTo(503);
              assertThat(ready.body()).contains("the database");
              assertThat(send(to(ALIVE)).statusCode()).isEqualTo(200);
            });
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> send(to(READY)).statusCode() == 200 && send(to(ALIVE)).statusCode() == 200);
  }
}
