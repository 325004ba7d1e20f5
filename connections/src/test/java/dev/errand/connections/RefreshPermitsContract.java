package dev.errand.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.RefreshPermits.Permit;
import dev.errand.schemas.Provider;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What permits promise, in memory and in PostgreSQL. */
public abstract class RefreshPermitsContract {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Of which none is in use when a test begins. */
  protected abstract RefreshPermits permits();

  protected abstract void letPass(Duration length);

  @Test
  void thereAreSoManyAndNoMore() {
    assertThat(take(2).orElseThrow().after()).isZero();
    assertThat(take(2).orElseThrow().after()).isZero();
    assertThat(take(2)).isEmpty();
    assertThat(permits().take(Provider.MICROSOFT, 2)).as("of another provider").isPresent();
  }

  /** It may have reached the endpoint just before it ended. */
  @Test
  void oneIsGoodForTheNextCallASecondAfterItsCallHasEnded() {
    Permit first = take(1).orElseThrow();
    permits().giveBack(first);

    Permit second = take(1).orElseThrow();
    assertThat(second.after()).isBetween(Duration.ofMillis(1), SECOND);
    assertThat(take(1)).as("it is taken in advance by one").isEmpty();
  }

  @Test
  void oneThatIsNotGivenBackComesBackAfterAnyLease() {
    Permit lost = take(1).orElseThrow();
    letPass(Duration.ofSeconds(29));
    assertThat(take(1)).isEmpty();
    letPass(Duration.ofSeconds(3));
    assertThat(take(1).orElseThrow().after()).isZero();

    permits().giveBack(lost);
    assertThat(take(1)).as("whoever is late gives back nobody else's").isEmpty();
  }

  private Optional<Permit> take(int perSecond) {
    return permits().take(Provider.NOTION, perSecond);
  }
}
