package dev.errand.apiingest;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the schemas that {@code openapi.yaml} refers to: the files the workers check with. */
@Configuration(proxyBeanMethods = false)
class PublicDocuments implements WebMvcConfigurer {

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry.addResourceHandler("/schemas/*").addResourceLocations("classpath:/errand/schemas/");
  }
}
