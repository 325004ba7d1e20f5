package dev.errand.apiingest.signin;

import dev.errand.apiingest.session.HostCookies;
import dev.errand.connections.Consents;
import dev.errand.runtime.connections.ConnectionsProperties;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.runtime.local.LocalOnly;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

/** How the parts of this package fit together. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration RESPONSE = Duration.ofSeconds(10);

  @Bean
  ProviderHttp signInHttp(ObjectProvider<Clock> clocks) {
    return new ProviderHttp(clocks.getIfAvailable(Clock::systemUTC), CONNECT, RESPONSE);
  }

  @Bean
  ClientRegistrationRepository signInWays(
      SignInProperties properties,
      ConnectionsProperties providers,
      LocalOnly local,
      ProviderHttp signInHttp) {
    return new SignInWays(properties, providers, local, signInHttp);
  }

  @Bean
  JwtDecoderFactory<ClientRegistration> idTokens(
      ConnectionsProperties providers, ProviderHttp signInHttp) {
    return new IdTokens(providers, signInHttp.requests());
  }

  @Bean
  SignInRequests signInRequests(ClientRegistrationRepository signInWays, HostCookies cookies) {
    return new SignInRequests(signInWays, cookies);
  }

  @Bean
  NotionArrivals notionArrivals(Consents consents) {
    return new NotionArrivals(consents);
  }
}
