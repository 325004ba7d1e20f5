package dev.errand.noteworker;

import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.operations.Operations;
import dev.errand.noteworker.policy.NotionPolicy;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.runtime.http.ProviderHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this worker is made of. The engine that runs the operations is found by these beans. */
@Configuration(proxyBeanMethods = false)
class NoteWorkerConfiguration {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  @Bean
  ProviderPolicy notionPolicy() {
    return new NotionPolicy();
  }

  @Bean
  NotionApi notionApi(
      ProviderPolicy policy,
      @Value("${errand.notion.base-url:https://api.notion.com}") URI baseUrl) {
    ProviderHttp http = new ProviderHttp(Clock.systemUTC(), CONNECT_TIMEOUT, policy.callTimeout());
    return http.api(NotionApi.class, baseUrl);
  }

  @Bean
  List<Operation> noteOperations(NotionApi api) {
    return Operations.over(api);
  }
}
