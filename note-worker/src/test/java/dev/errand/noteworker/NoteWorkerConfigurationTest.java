package dev.errand.noteworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Operation;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationCatalog.Entry;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NoteWorkerConfigurationTest {

  @Test
  void theEngineFindsNotionAndAllOperationsInIt() {
    new ApplicationContextRunner()
        .withUserConfiguration(NoteWorkerConfiguration.class)
        .withBean(
            ProviderHttp.class,
            () -> new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .run(
            context -> {
              assertThat(context.getBean(ProviderPolicy.class).provider())
                  .isEqualTo(Provider.NOTION);
              assertThat(context.getBeansOfType(Operation.class).values())
                  .extracting(Operation::name)
                  .containsExactlyInAnyOrderElementsOf(
                      new OperationCatalog()
                          .entries().stream()
                              .filter(entry -> entry.topics().equals(Topics.NOTE))
                              .map(Entry::name)
                              .toList());
            });
  }
}
