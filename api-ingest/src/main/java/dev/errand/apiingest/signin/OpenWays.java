package dev.errand.apiingest.signin;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ways to sign in that a person can choose from. */
@Component
public final class OpenWays {

  private final SignInProperties properties;

  OpenWays(SignInProperties properties) {
    this.properties = properties;
  }

  /**
   * One of them.
   *
   * @param path where it begins
   * @param label on its button
   */
  public record Offered(String path, String label) {}

  public List<Offered> offered() {
    return Arrays.stream(Way.values())
        .filter(properties.with()::contains)
        .map(way -> new Offered("/sign-in/" + way.wireName(), label(way)))
        .toList();
  }

  private String label(Way way) {
    return switch (way) {
      case OIDC -> "Sign in with " + Objects.requireNonNull(properties.oidc()).name();
      case MICROSOFT -> "Sign in with Microsoft";
      case NOTION -> "Sign in with Notion, and connect it";
    };
  }

  /** What to tell somebody whose last sign-in ended so; empty if there is nothing to tell. */
  public static String sentence(@Nullable String ending) {
    return ending == null
        ? ""
        : SignInEnding.ofWireName(ending).map(SignInEnding::sentence).orElse("");
  }
}
