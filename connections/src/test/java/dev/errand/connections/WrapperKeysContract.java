package dev.errand.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.WrapperKeys.Owned;
import dev.errand.schemas.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every key wrapper promises of its versions. */
public abstract class WrapperKeysContract {

  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final byte[] KEY = new byte[DataKey.BYTES];

  /** Each call another client of the same keys, as another process is. */
  protected abstract KeyWrapper wrapper();

  protected abstract WrapperKeys keys();

  @Test
  void afterARotationTheNewVersionWrapsAndTheOldOneOpensInEachProcess() {
    KeyWrapper running = wrapper();
    WrappedKey old = running.wrap(ALICE, KEY);
    String before = keys().newest();

    keys().rotate();

    WrappedKey now = wrapper().wrap(ALICE, KEY);
    assertThat(keys().versionOf(old)).contains(before);
    assertThat(keys().versionOf(now)).contains(keys().newest()).isNotEqualTo(Optional.of(before));
    assertThat(keys().versionOf(running.wrap(ALICE, KEY))).contains(keys().newest());
    assertThat(running.unwrap(ALICE, old)).isEqualTo(KEY);
    assertThat(running.unwrap(ALICE, now)).isEqualTo(KEY);
  }

  @Test
  void whatIsWrappedAnewOpensForItsUserAndWhatDoesNotOpenIsLeftOut() {
    WrappedKey alices = wrapper().wrap(ALICE, KEY);
    WrappedKey bobs = wrapper().wrap(BOB, KEY);
    keys().rotate();

    List<Optional<WrappedKey>> anew =
        keys()
            .rewrap(
                List.of(new Owned(ALICE, alices), new Owned(ALICE, bobs), new Owned(BOB, bobs)));

    assertThat(anew).hasSize(3);
    assertThat(anew.get(1)).as("it is not hers").isEmpty();
    assertThat(wrapper().unwrap(ALICE, anew.get(0).orElseThrow())).isEqualTo(KEY);
    assertThat(wrapper().unwrap(BOB, anew.get(2).orElseThrow())).isEqualTo(KEY);
    assertThat(keys().versionOf(anew.get(0).orElseThrow())).contains(keys().newest());
  }

  @Test
  void aTextOfAnotherWrapperHasNoVersion() {
    assertThat(keys().versionOf(new WrappedKey("other:v9:AAAA"))).isEmpty();
    assertThat(keys().rewrap(List.of(new Owned(ALICE, new WrappedKey("other:v9:AAAA")))))
        .containsExactly(Optional.empty());
  }
}
