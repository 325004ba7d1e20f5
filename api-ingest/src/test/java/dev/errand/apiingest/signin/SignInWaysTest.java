package dev.errand.apiingest.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.runtime.connections.ConnectionsProperties;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.runtime.local.LocalOnly;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SignInWaysTest {

  /** It would ask Notion, and connect what nobody is to use. */
  @Test
  void whereNothingLeavesTheMachineNobodySignsInWithNotion() {
    LocalOnly local = new LocalOnly(true, new LocalOnly.Local(null, Set.of()));
    assertThatThrownBy(() -> ways(local, Way.NOTION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("errand.local-only")
        .hasMessageContaining("errand.sign-in.with");
    assertThat(ways(local, Way.MICROSOFT)).isNotNull();
    assertThat(ways(LocalOnly.nobody(), Way.NOTION)).isNotNull();
  }

  private static SignInWays ways(LocalOnly local, Way way) {
    ConnectionsProperties providers =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of(
                        "errand.notion.client-id", "errand",
                        "errand.microsoft.client-id", "errand",
                        "errand.public-url", "http://localhost:8080")))
            .bindOrCreate("errand", ConnectionsProperties.class);
    return new SignInWays(
        new SignInProperties(Set.of(way), null),
        providers,
        local,
        new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(1), Duration.ofSeconds(1)));
  }
}
