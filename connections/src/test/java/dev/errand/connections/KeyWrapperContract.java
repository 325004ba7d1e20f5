package dev.errand.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.schemas.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every key wrapper promises. */
public abstract class KeyWrapperContract {

  private static final UserId ALICE = new UserId("alice");
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /** The wrapper under test; each call another client of the same keys. */
  protected abstract KeyWrapper wrapper();

  @Test
  void aWrappedKeyOpensForItsUserAlsoInAnotherProcess() {
    WrappedKey wrapped = wrapper().wrap(ALICE, KEY);

    assertThat(wrapper().unwrap(ALICE, wrapped)).isEqualTo(KEY);
  }

  @Test
  void aWrappedKeyDoesNotOpenForAnotherUser() {
    WrappedKey wrapped = wrapper().wrap(ALICE, KEY);

    assertThatExceptionOfType(SealBroken.class)
        .isThrownBy(() -> wrapper().unwrap(new UserId("bob"), wrapped));
  }

  /** Ids that an id badly cut, padded, folded or joined would make one of. */
  @Test
  void norForOneWhoseIdLooksLikeIt() {
    List<UserId> alike =
        Stream.of(
                "alice",
                "Alice",
                "ALICE",
                "alic",
                "alice.",
                "alice|",
                "|alice",
                "alice|alice",
                "errand|data-key|alice",
                "alice@example.org",
                "al1ce",
                "a".repeat(128),
                "a".repeat(127))
            .map(UserId::new)
            .toList();
    KeyWrapper wrapper = wrapper();
    for (UserId owner : alike) {
      WrappedKey wrapped = wrapper.wrap(owner, KEY);
      assertThat(alike.stream().filter(user -> unwraps(wrapper, user, wrapped)))
          .containsExactly(owner);
    }
  }

  private static boolean unwraps(KeyWrapper wrapper, UserId user, WrappedKey wrapped) {
    try {
      return Arrays.equals(KEY, wrapper.unwrap(user, wrapped));
    } catch (SealBroken refused) {
      return false;
    }
  }

  @Test
  void theSameKeyIsNeverWrappedToTheSameText() {
    assertThat(wrapper().wrap(ALICE, KEY)).isNotEqualTo(wrapper().wrap(ALICE, KEY));
  }

  @Test
  void anAlteredTextDoesNotOpen() {
    String text = wrapper().wrap(ALICE, KEY).text();
    int middle = text.length() / 2;
    char other = text.charAt(middle) == 'A' ? 'B' : 'A';
    WrappedKey altered =
        new WrappedKey(text.substring(0, middle) + other + text.substring(middle + 1));

    assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> wrapper().unwrap(ALICE, altered));
  }

  @Test
  void aTextOfAnotherWrapperDoesNotOpen() {
    assertThatExceptionOfType(SealBroken.class)
        .isThrownBy(() -> wrapper().unwrap(ALICE, new WrappedKey("other:v9:AAAA")));
  }

  @Test
  void aWrappedKeyDoesNotPrintItself() {
    WrappedKey wrapped = wrapper().wrap(ALICE, KEY);

    assertThat(wrapped.toString()).doesNotContain(wrapped.text());
  }
}
