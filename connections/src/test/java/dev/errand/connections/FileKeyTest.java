package dev.errand.connections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.connections.FileKey.Place;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes into the tables can put each part of each file anywhere. */
class FileKeyTest {

  private static final UUID FILE = UUID.fromString("0f0e7a52-3f5c-4a0e-9d50-1c7a3d2b9a11");
  private static final UUID OTHER = UUID.fromString("0f0e7a52-3f5c-4a0e-9d50-1c7a3d2b9a12");

  @TempDir Path directory;
  private FileKeys keys;

  @BeforeEach
  void open() {
    keys =
        new FileKeys(
            new InMemoryDataKeys(),
            LocalKeyWrapper.open(directory.resolve("keyset")),
            new SecureRandom());
  }

  @Test
  void associatedDataNamesThePlaceAndItsBytesArePinned() {
    assertThat(new String(new Place(FILE, 7, true).associatedData("alice|x"), UTF_8))
        .isEqualTo("file-v1|alice|x|0f0e7a52-3f5c-4a0e-9d50-1c7a3d2b9a11|7|last");
    assertThat(new String(new Place(FILE, 0, false).associatedData("a"), UTF_8))
        .isEqualTo("file-v1|a|0f0e7a52-3f5c-4a0e-9d50-1c7a3d2b9a11|0|more");
  }

  /** 3 users x 2 files x 11 numbers x 2 ends: 17,424 pairs. */
  @Test
  void aPartOpensInItsOwnPlaceOnly() {
    List<Part> parts = parts();
    for (Part sealed : parts) {
      for (Part place : parts) {
        assertThat(opens(place, sealed.bytes()))
            .as("%s at %s", sealed, place)
            .isEqualTo(sealed.equals(place));
      }
    }
  }

  private record Part(FileKey key, Place place, byte[] bytes) {}

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (String user : List.of("ann", "ben", "ann|0f0e7a52")) {
      FileKey key = keys.of(new UserId(user));
      for (UUID file : List.of(FILE, OTHER)) {
        for (int number = 0; number < 11; number++) {
          for (boolean last : new boolean[] {true, false}) {
            Place place = new Place(file, number, last);
            parts.add(new Part(key, place, key.seal(place, new byte[] {1, 2, 3})));
          }
        }
      }
    }
    return parts;
  }

  private static boolean opens(Part place, byte[] bytes) {
    try {
      return place.key().open(place.place(), bytes).length == 3;
    } catch (SealBroken shut) {
      return false;
    }
  }

  @Test
  void theSecretBesideAFileOpensForThatFileOfThatUserOnly() {
    FileKey ann = keys.of(new UserId("ann"));
    Secret secret = Secret.of("https://outlook.example/upload?authtoken=x");
    Sealed sealed = ann.sealSecret(FILE, secret);
    assertThat(ann.openSecret(FILE, sealed)).isEqualTo(secret);
    assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> ann.openSecret(OTHER, sealed));
    FileKey ben = keys.of(new UserId("ben"));
    assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> ben.openSecret(FILE, sealed));
  }

  @Test
  void aPartIsNoSecretAndASecretIsNoPart() {
    FileKey key = keys.of(new UserId("ann"));
    Sealed secret = key.sealSecret(FILE, Secret.of("secret"));
    byte[] part = key.seal(new Place(FILE, 0, true), "secret".getBytes(UTF_8));
    assertThatExceptionOfType(SealBroken.class)
        .isThrownBy(() -> key.open(new Place(FILE, 0, true), secret.bytes()));
    assertThatExceptionOfType(SealBroken.class)
        .isThrownBy(() -> key.openSecret(FILE, Sealed.of(part)));
  }

  @Test
  void nothingOpensWithoutAKeyOfTheUser() {
    assertThatExceptionOfType(SealBroken.class)
        .isThrownBy(() -> keys.existing(new UserId("nobody")));
  }

  @Test
  void itDoesNotPrint() {
    assertThat(keys.of(new UserId("ann"))).hasToString("FileKey[redacted]");
  }
}
