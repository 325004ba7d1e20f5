package dev.errand.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of data keys promises. */
public abstract class DataKeyStoreContract {

  private final UserId alice = new UserId("alice-" + UUID.randomUUID());

  protected abstract DataKeyStore keys();

  @Test
  void theFirstKeyOfAUserIsKept() {
    assertThat(keys().find(alice)).isEmpty();

    assertThat(keys().keepFirst(alice, new WrappedKey("first"))).isEqualTo(new WrappedKey("first"));
    assertThat(keys().keepFirst(alice, new WrappedKey("second")))
        .isEqualTo(new WrappedKey("first"));
    assertThat(keys().find(alice)).contains(new WrappedKey("first"));
  }

  @Test
  void aDestroyedKeyIsGone() {
    keys().keepFirst(alice, new WrappedKey("first"));

    keys().destroy(alice);

    assertThat(keys().find(alice)).isEmpty();
  }
}
