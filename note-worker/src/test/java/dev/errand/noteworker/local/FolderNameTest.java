package dev.errand.noteworker.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderNameTest {

  @ParameterizedTest
  @CsvSource({
    "alice, alice",
    "Alice, +alice",
    "a.b@example.org, a.b@example.org",
    "auth0|7:x, auth0+27+1x",
    "., +0",
    ".., +0+0",
    "..., +0.+0",
    ".ssh, +0ssh",
    "a., a+0"
  })
  void aPersonsIdCanBeReadInTheNameOfTheirFolder(String user, String name) {
    assertThat(FolderName.of(new UserId(user))).isEqualTo(name);
  }

  /** Also where a file system knows no case. */
  @Test
  void noTwoPeopleHaveAFolderAndNoneIsLongerThanFileSystemsTake() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String letters = "abAB01._:@|-";
    Set<String> users = new HashSet<>(List.of("A".repeat(128), "A".repeat(127) + "B"));
    while (users.size() < 20_000) {
      StringBuilder user = new StringBuilder();
      int length = random.nextInt(10) == 0 ? 128 - random.nextInt(3) : 1 + random.nextInt(5);
      for (int at = 0; at < length; at++) {
        user.append(letters.charAt(random.nextInt(letters.length())));
      }
      users.add(user.toString());
    }
    Set<String> names = new HashSet<>();
    for (String user : users) {
      String name = FolderName.of(new UserId(user));
      assertThat(name).as("seed %d", seed).hasSizeLessThanOrEqualTo(255).matches("[a-z0-9._@+-]+");
      assertThat(names.add(name.toLowerCase(Locale.ROOT))).as("%s, seed %d", user, seed).isTrue();
    }
  }
}
