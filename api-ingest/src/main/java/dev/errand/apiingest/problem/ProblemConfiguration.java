package dev.errand.apiingest.problem;

import dev.errand.apiingest.page.ErrorPages;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** How the parts of this package reach the container. */
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

  /** Behind Spring Boot's own, so that this one is the first to report. */
  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> lastErrors(
      ErrorPages pages, JsonMapper json) {
    return factory ->
        factory.addContextCustomizers(
            context -> context.getParent().getPipeline().addValve(new LastErrors(pages, json)));
  }
}
