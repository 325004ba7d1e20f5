package dev.errand.apiingest.connect;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the parts of this package fit together. */
@Configuration(proxyBeanMethods = false)
class ConnectConfiguration {

  @Bean
  BindingCookie bindingCookie(@Value("${errand.public-url:http://localhost:8080}") URI publicUrl) {
    return new BindingCookie(publicUrl);
  }
}
