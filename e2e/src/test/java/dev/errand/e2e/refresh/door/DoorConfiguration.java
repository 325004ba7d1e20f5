package dev.errand.e2e.refresh.door;

import dev.errand.connections.UsableTokens;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Found by Spring Boot in the jar of the agent. */
@AutoConfiguration
public class DoorConfiguration {

  @Bean
  CallersDoor callersDoor(UsableTokens tokens) {
    return new CallersDoor(tokens);
  }
}
