package dev.errand.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.connections.RewrapDataKeys.Progress;
import dev.errand.connections.WrapperKeys.Owned;
import dev.errand.schemas.UserId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewrapDataKeysTest {

  private static final int PEOPLE = 250;

  @TempDir Path directory;
  private final Everybody everybody = new Everybody();
  private LocalKeyWrapper wrapper;
  private String old;

  @BeforeEach
  void wrapAndRotate() {
    wrapper = LocalKeyWrapper.open(directory.resolve("keyset.json"));
    old = wrapper.newest();
    for (int number = 0; number < PEOPLE; number++) {
      UserId user = new UserId("user-%03d".formatted(number));
      everybody.keys.put(user.value(), wrapper.wrap(user, new byte[DataKey.BYTES]));
    }
    wrapper.rotate();
  }

  @Test
  void everyKeyIsUnderTheNewestVersionAndStillOpens() {
    List<Progress> told = new ArrayList<>();
    Progress end = rewrap().run(told::add);

    assertThat(end).isEqualTo(new Progress(PEOPLE, PEOPLE, 0)).isEqualTo(told.getLast());
    assertThat(told).hasSize(3);
    assertThat(rewrap().versions()).isEqualTo(Map.of(wrapper.newest(), (long) PEOPLE));
    everybody.keys.forEach(
        (user, key) -> assertThat(wrapper.unwrap(new UserId(user), key)).hasSize(DataKey.BYTES));
  }

  @Test
  void itGoesOnWhereItWasInterrupted() {
    everybody.replacementsLeft = 120;
    assertThatExceptionOfType(OutOfReach.class).isThrownBy(() -> rewrap().run(progress -> {}));
    assertThat(rewrap().versions()).isEqualTo(Map.of(old, PEOPLE - 120L, wrapper.newest(), 120L));

    everybody.replacementsLeft = Integer.MAX_VALUE;
    assertThat(rewrap().run(progress -> {})).isEqualTo(new Progress(PEOPLE, PEOPLE - 120, 0));
    assertThat(rewrap().run(progress -> {})).isEqualTo(new Progress(PEOPLE, 0, 0));
  }

  @Test
  void oneThatDoesNotOpenStaysAsItIsAndKeepsNobodyBack() {
    WrappedKey broken = new WrappedKey("local:v1:AAAAAAAA");
    everybody.keys.put("user-007", broken);

    assertThat(rewrap().run(progress -> {})).isEqualTo(new Progress(PEOPLE, PEOPLE - 1, 1));
    assertThat(everybody.keys).containsEntry("user-007", broken);
  }

  private RewrapDataKeys rewrap() {
    return new RewrapDataKeys(everybody, wrapper);
  }

  private static final class Everybody implements AllDataKeys {

    final TreeMap<String, WrappedKey> keys = new TreeMap<>();
    int replacementsLeft = Integer.MAX_VALUE;

    @Override
    public List<Owned> after(@Nullable UserId last, int most) {
      return (last == null ? keys : keys.tailMap(last.value(), false))
          .entrySet().stream()
              .limit(most)
              .map(each -> new Owned(new UserId(each.getKey()), each.getValue()))
              .toList();
    }

    @Override
    public boolean replace(UserId user, WrappedKey before, WrappedKey now) {
      if (replacementsLeft-- == 0) {
        throw new OutOfReach("the store", new IllegalStateException("killed"));
      }
      return keys.replace(user.value(), before, now);
    }
  }
}
