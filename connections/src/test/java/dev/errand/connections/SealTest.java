package dev.errand.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {

  private static final UUID CONNECTION = UUID.fromString("0f0e7a52-3f5c-4a0e-9d50-1c7a3d2b9a11");

  @TempDir Path directory;

  @Test
  void associatedDataNamesThePlaceAndItsBytesArePinned() {
    SealPlace place =
        new SealPlace(new UserId("alice|x"), Provider.NOTION, Purpose.REFRESH_TOKEN, CONNECTION, 7);

    assertThat(new String(place.associatedData(), StandardCharsets.UTF_8))
        .isEqualTo("v1|alice|x|notion|refresh|0f0e7a52-3f5c-4a0e-9d50-1c7a3d2b9a11|7");
  }

  /** 8 users x 2 providers x 3 purposes x 2 connections x 2 versions: 36,864 pairs. */
  @Test
  void whatWasSealedForOnePlaceOpensInNoOther() {
    DataKeys keys =
        new DataKeys(
            new InMemoryDataKeys(),
            LocalKeyWrapper.open(directory.resolve("keyset")),
            new SecureRandom());
    List<SealPlace> places = places();
    Map<UserId, DataKey> keyOf =
        places.stream()
            .map(SealPlace::user)
            .distinct()
            .collect(Collectors.toMap(Function.identity(), keys::of));
    for (SealPlace sealedFor : places) {
      Sealed text = seal(keyOf, sealedFor);
      for (SealPlace openedAt : places) {
        if (opens(keyOf, openedAt, text) != sealedFor.equals(openedAt)) {
          fail("%s opens at %s, or not where it should", sealedFor, openedAt);
        }
      }
    }
  }

  @Test
  void aMovedTextDoesNotOpenEvenWithTheKeyItWasSealedWith() {
    DataKey key = new DataKey(World.ALICE, new byte[DataKey.BYTES]);
    DataKey sameBytesForBob = new DataKey(World.BOB, new byte[DataKey.BYTES]);
    Sealed text =
        key.seal(Provider.NOTION, Purpose.ACCESS_TOKEN, CONNECTION, 1, Secret.of("canary-secret"));

    assertThatExceptionOfType(SealBroken.class)
        .isThrownBy(
            () -> sameBytesForBob.open(Provider.NOTION, Purpose.ACCESS_TOKEN, CONNECTION, 1, text))
        .withMessageNotContaining("canary");
  }

  private static List<SealPlace> places() {
    List<SealPlace> places = new ArrayList<>();
    for (int user = 1; user <= 8; user++) {
      for (Provider provider : Provider.values()) {
        for (Purpose purpose : Purpose.values()) {
          for (long version = 1; version <= 2; version++) {
            for (UUID connection : List.of(CONNECTION, new UUID(1, 2))) {
              places.add(
                  new SealPlace(
                      new UserId("user-" + user), provider, purpose, connection, version));
            }
          }
        }
      }
    }
    return places;
  }

  private static Sealed seal(Map<UserId, DataKey> keys, SealPlace at) {
    return key(keys, at)
        .seal(
            at.provider(), at.purpose(), at.connection(), at.version(), Secret.of("canary-secret"));
  }

  private static boolean opens(Map<UserId, DataKey> keys, SealPlace at, Sealed text) {
    try {
      key(keys, at).open(at.provider(), at.purpose(), at.connection(), at.version(), text);
      return true;
    } catch (SealBroken refused) {
      return false;
    }
  }

  private static DataKey key(Map<UserId, DataKey> keys, SealPlace at) {
    return Objects.requireNonNull(keys.get(at.user()));
  }
}
