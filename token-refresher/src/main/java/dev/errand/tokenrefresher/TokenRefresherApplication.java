package dev.errand.tokenrefresher;

import dev.errand.runtime.ErrandApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Refreshes tokens before they end. Any number of instances may run side by side. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TokenRefresherApplication {

  public static void main(String[] arguments) {
    ErrandApplication.run(TokenRefresherApplication.class, arguments);
  }
}
