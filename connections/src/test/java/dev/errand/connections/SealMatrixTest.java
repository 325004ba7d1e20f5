package dev.errand.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever writes into the tables can put each sealed text of a hundred users at each place of each
 * other: it opens where it was sealed for and nowhere else. Connection and version are the same for
 * all, as if these had been moved with it.
 */
class SealMatrixTest {

  private static final int USERS = 100;
  private static final int PLACES = USERS * Provider.values().length * Purpose.values().length;
  private static final UUID CONNECTION = UUID.fromString("0f0e7a52-3f5c-4a0e-9d50-1c7a3d2b9a11");
  private static final long NOW = 10;
  private static final Secret SECRET = Secret.of("secret");

  @TempDir Path directory;
  private final List<UserId> users =
      IntStream.range(0, USERS).mapToObj(number -> new UserId("user-" + number)).toList();
  private final InMemoryDataKeys rows = new InMemoryDataKeys();
  private final Map<UserId, DataKey> keys = new HashMap<>();
  private KeyWrapper wrapper;

  @BeforeEach
  void aDataKeyForEach() {
    wrapper = LocalKeyWrapper.open(directory.resolve("keyset"));
    DataKeys dataKeys = new DataKeys(rows, wrapper, new SecureRandom());
    users.forEach(user -> keys.put(user, dataKeys.of(user)));
  }

  /** A sealed text, and where it was sealed for. */
  private record Text(SealPlace place, Sealed sealed) {}

  @Test
  void aTextOpensAtItsOwnPlaceOnly() {
    assertEachOpensAtItsOwnPlaceOnly(this::key);
  }

  /** As if the key service gave everybody's key to everybody. */
  @Test
  void norDoesItWithTheDataKeyItWasSealedWith() {
    byte[] same = new byte[DataKey.BYTES];
    assertEachOpensAtItsOwnPlaceOnly(user -> new DataKey(user, same));
  }

  @Test
  void aDataKeyOpensForItsOwnUserOnly() {
    assertThat(openings(users, users, this::unwraps)).isEqualTo(USERS);
  }

  @Test
  void aTextThatIsMovedWithTheRowOfItsDataKeyDoesNotOpen() {
    int opened = 0;
    for (UserId from : users) {
      InMemoryDataKeys moved = new InMemoryDataKeys();
      users.forEach(to -> moved.keepFirst(to, row(from)));
      DataKeys found = new DataKeys(moved, wrapper, new SecureRandom());
      for (Text text : texts(this::key, List.of(from), NOW)) {
        opened += openings(List.of(text), users, (each, to) -> opensFor(to, each, found));
      }
    }
    assertThat(opened).isEqualTo(PLACES);
  }

  @Test
  void noOlderVersionOpensInThePresentRow() {
    for (long older = 1; older < NOW; older++) {
      assertThat(texts(this::key, users, older))
          .noneMatch(old -> opens(key(old.place().user()), at(old.place(), NOW), old.sealed()));
    }
  }

  private void assertEachOpensAtItsOwnPlaceOnly(Function<UserId, DataKey> keyOf) {
    Map<UserId, DataKey> opened = new HashMap<>();
    users.forEach(user -> opened.put(user, keyOf.apply(user)));
    Function<UserId, DataKey> kept = user -> Objects.requireNonNull(opened.get(user));
    List<Text> texts = texts(kept, users, NOW);
    List<SealPlace> places = texts.stream().map(Text::place).toList();
    assertThat(places).hasSize(PLACES);
    assertThat(texts)
        .allMatch(text -> opens(kept.apply(text.place().user()), text.place(), text.sealed()));
    assertThat(
            openings(
                texts,
                places,
                (text, place) -> opens(kept.apply(place.user()), place, text.sealed())))
        .as("of %,d pairs", PLACES * PLACES)
        .isEqualTo(PLACES);
  }

  /** On threads of their own: a refusal costs by the depth of its stack. */
  private static <A, B> int openings(List<A> texts, List<B> places, BiPredicate<A, B> opens) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return texts.stream()
          .map(text -> threads.submit(() -> openingsOf(text, places, opens)))
          .toList()
          .stream()
          .mapToInt(SealMatrixTest::result)
          .sum();
    }
  }

  private static <A, B> int openingsOf(A text, List<B> places, BiPredicate<A, B> opens) {
    int opened = 0;
    for (B place : places) {
      opened += opens.test(text, place) ? 1 : 0;
    }
    return opened;
  }

  private static int result(Future<Integer> counted) {
    try {
      return counted.get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static List<Text> texts(
      Function<UserId, DataKey> keyOf, List<UserId> users, long version) {
    List<Text> texts = new ArrayList<>();
    for (UserId user : users) {
      DataKey key = keyOf.apply(user);
      for (SealPlace place : places(user, version).toList()) {
        texts.add(
            new Text(
                place, key.seal(place.provider(), place.purpose(), CONNECTION, version, SECRET)));
      }
    }
    return texts;
  }

  private static Stream<SealPlace> places(UserId user, long version) {
    return Stream.of(Provider.values())
        .flatMap(
            provider ->
                Stream.of(Purpose.values())
                    .map(purpose -> new SealPlace(user, provider, purpose, CONNECTION, version)));
  }

  private static SealPlace at(SealPlace place, long version) {
    return new SealPlace(
        place.user(), place.provider(), place.purpose(), place.connection(), version);
  }

  private DataKey key(UserId user) {
    return Objects.requireNonNull(keys.get(user));
  }

  private WrappedKey row(UserId user) {
    return rows.find(user).orElseThrow();
  }

  private boolean unwraps(UserId from, UserId to) {
    return unlessRefused(() -> wrapper.unwrap(to, row(from)));
  }

  private static boolean opensFor(UserId to, Text text, DataKeys keys) {
    SealPlace place = text.place();
    return unlessRefused(
        () ->
            keys.existing(to)
                .open(
                    place.provider(), place.purpose(), CONNECTION, place.version(), text.sealed()));
  }

  private static boolean opens(DataKey key, SealPlace place, Sealed text) {
    return unlessRefused(
        () ->
            key.open(place.provider(), place.purpose(), place.connection(), place.version(), text));
  }

  private static boolean unlessRefused(Runnable opening) {
    try {
      opening.run();
      return true;
    } catch (SealBroken refused) {
      return false;
    }
  }
}
