package dev.errand.apiingest.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long somebody stays signed in.
 *
 * @param idle without a page; at least a minute
 * @param longest from the sign-in on, whatever they do
 */
@ConfigurationProperties("errand.session")
record SessionProperties(
    @DefaultValue("30m") Duration idle, @DefaultValue("12h") Duration longest) {

  SessionProperties {
    if (idle.compareTo(Duration.ofMinutes(1)) < 0 || longest.compareTo(idle) < 0) {
      throw new IllegalArgumentException(
          "errand.session.idle is at least 1m, and errand.session.longest no shorter");
    }
  }
}
