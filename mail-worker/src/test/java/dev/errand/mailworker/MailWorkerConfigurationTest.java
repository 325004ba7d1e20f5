package dev.errand.mailworker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.mailworker.operations.PermittedOperation;
import dev.errand.pipeline.Operation;
import dev.errand.runtime.files.FileStore;
import dev.errand.runtime.files.InMemoryFiles;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Topics;
import dev.errand.schemas.mail.MailDelivery;
import dev.errand.schemas.mail.MailOperations;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** How the worker is put together. */
class MailWorkerConfigurationTest {

  private final ApplicationContextRunner worker =
      new ApplicationContextRunner()
          .withUserConfiguration(MailWorkerConfiguration.class)
          .withBean(FileStore.class, () -> new InMemoryFiles(1_000_000))
          .withBean(
              ProviderHttp.class,
              () ->
                  new ProviderHttp(
                      Clock.systemUTC(), Duration.ofSeconds(5), Duration.ofSeconds(5)));

  @Test
  void allThatMayBeAskedForIsThereAndAskedForByThoseWhoMay() {
    worker.run(
        context ->
            assertThat(context.getBeansOfType(Operation.class).values())
                .hasOnlyElementsOfType(PermittedOperation.class)
                .map(Operation::name)
                .containsExactlyInAnyOrderElementsOf(
                    Stream.concat(
                            new OperationCatalog()
                                .entries().stream()
                                    .filter(entry -> entry.topics().equals(Topics.MAIL))
                                    .map(OperationCatalog.Entry::name),
                            Stream.of(MailOperations.MAIL_DELIVERY))
                        .toList()));
  }

  @Test
  void whatIsNotSetIsAsDocumented() {
    worker.run(
        context ->
            assertThat(context.getBean(GraphSettings.class))
                .isEqualTo(
                    new GraphSettings(
                        URI.create("https://graph.microsoft.com/v1.0"),
                        Duration.ofMinutes(5),
                        Stream.of("PT2M", "PT15M", "PT2H", "PT25H")
                            .map(Duration::parse)
                            .toList())));
  }

  @Test
  void whoWantsNoLooksForBouncesSetsNone() {
    worker
        .withPropertyValues("errand.graph.looks-for-bounces=")
        .run(
            context ->
                assertThat(context.getBean(GraphSettings.class).looksForBounces()).isEmpty());
  }

  @Test
  void moreLooksForBouncesThanAreShownAreRefusedAtTheStart() {
    looking(MailDelivery.MOST_LOOKS)
        .run(
            context ->
                assertThat(context.getBean(GraphSettings.class).looksForBounces())
                    .hasSize(MailDelivery.MOST_LOOKS));
    looking(MailDelivery.MOST_LOOKS + 1)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseMessage("errand.graph.looks-for-bounces has at most 20 times"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2m,1m", "2m,2m", "0s,2m", "-1m"})
  void looksForBouncesComeOneAfterTheOther(String looks) {
    worker
        .withPropertyValues("errand.graph.looks-for-bounces=" + looks)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseMessage(
                        "errand.graph.looks-for-bounces has times after the sending, each later"
                            + " than the one before"));
  }

  private ApplicationContextRunner looking(int times) {
    return worker.withPropertyValues(
        "errand.graph.looks-for-bounces="
            + IntStream.rangeClosed(1, times)
                .mapToObj(minutes -> minutes + "m")
                .collect(Collectors.joining(",")));
  }
}
