package dev.errand.tokenrefresher;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the refresher.
 *
 * @param batch how many connections are refreshed at once
 * @param pause between two rounds that found less than a batch
 */
@ConfigurationProperties("errand.refresher")
record RefresherProperties(@DefaultValue("20") int batch, @DefaultValue("5s") Duration pause) {

  RefresherProperties {
    if (batch < 1 || !pause.isPositive()) {
      throw new IllegalArgumentException("A batch holds some, and a pause takes some time");
    }
  }
}
