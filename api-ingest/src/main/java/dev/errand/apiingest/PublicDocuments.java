package dev.errand.apiingest;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves {@code asyncapi.yaml}, and the schemas that it and {@code openapi.yaml} refer to: the
 * files the workers check with.
 */
@Configuration(proxyBeanMethods = false)
class PublicDocuments implements WebMvcConfigurer {

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry.addResourceHandler("/asyncapi.yaml").addResourceLocations("classpath:/errand/");
    registry.addResourceHandler("/schemas/*").addResourceLocations("classpath:/errand/schemas/");
  }
}
