package dev.errand.runtime.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.RefreshPermits;
import dev.errand.connections.RefreshPermitsContract;
import dev.errand.schemas.Provider;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PostgresPermitsTest extends RefreshPermitsContract {

  private final RefreshPermits permits =
      new PostgresPermits(RealStore.bean(JdbcClient.class), RealStore.store());

  @BeforeEach
  void none() {
    RealStore.sql().sql("update refresh_permit set free_at = '-infinity'").update();
  }

  @Override
  protected RefreshPermits permits() {
    return permits;
  }

  /** The clock is PostgreSQL's: what it has written is moved into the past instead. */
  @Override
  protected void letPass(Duration length) {
    RealStore.sql()
        .sql("update refresh_permit set free_at = free_at - make_interval(secs => :length)")
        .param("length", length.toSeconds())
        .update();
  }

  /** Else nobody would be refreshed until the clock has made up for it. */
  @Test
  void aClockThatWasSetBackStopsNobody() {
    assertThat(permits.take(Provider.NOTION, 1)).isPresent();
    RealStore.sql()
        .sql(
            "update refresh_permit set free_at = free_at + interval '1 hour' where free_at > now()")
        .update();

    assertThat(permits.take(Provider.NOTION, 1).orElseThrow().after()).isZero();
  }
}
