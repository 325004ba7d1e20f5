package dev.errand.apiingest;

import dev.errand.apiingest.problem.SecurityProblems;
import dev.errand.schemas.UserId;
import java.time.Instant;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.server.resource.authentication.DelegatingJwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may call what of the API. What is not named here is refused.
 *
 * <p>No session, so nothing that a foreign page could ride on: every call brings its bearer token.
 * The pages, which have sessions, are in {@code SignInSecurity}.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

  private static final String CONTENT_POLICY =
      "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

  private static final String SCOPE = "SCOPE_";

  /** The scope {@code errand.operator}, or the role of that name. */
  private static final String OPERATOR = SCOPE + "errand.operator";

  private static final String[] FOR_EVERYBODY = {
    "/openapi.yaml",
    "/asyncapi.yaml",
    "/schemas/*",
    "/actuator/health/**",
    "/actuator/prometheus",
    "/error"
  };

  private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

  @Bean
  @Order(1)
  SecurityFilterChain apiSecurityChain(HttpSecurity http, SecurityProblems problems) {
    return http.securityMatcher(
            "/v1/**",
            "/operator/v1/**",
            "/openapi.yaml",
            "/asyncapi.yaml",
            "/schemas/**",
            "/actuator/**",
            "/error")
        .authorizeHttpRequests(
            rules ->
                rules
                    .requestMatchers("/v1/**")
                    .authenticated()
                    .requestMatchers("/operator/v1/**")
                    .hasAuthority(OPERATOR)
                    .requestMatchers(HttpMethod.GET, FOR_EVERYBODY)
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD, FOR_EVERYBODY)
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationEntryPoint(problems)
                    .accessDeniedHandler(problems)
                    .jwt(jwt -> jwt.jwtAuthenticationConverter(scopesAndRoles())))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
        .build();
  }

  /** An identity provider tells what its people may do in one of these claims. */
  private static JwtAuthenticationConverter scopesAndRoles() {
    JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
    roles.setAuthoritiesClaimName("roles");
    roles.setAuthorityPrefix(SCOPE);
    JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
    converter.setJwtGrantedAuthoritiesConverter(
        new DelegatingJwtGrantedAuthoritiesConverter(new JwtGrantedAuthoritiesConverter(), roles));
    return converter;
  }

  /** A token speaks for a user only if its subject can be a user id. */
  @Bean
  OAuth2TokenValidator<Jwt> subjectIsUser() {
    return new JwtClaimValidator<String>("sub", UserId::fits);
  }

  /** A token without an end would be good for ever, also in a thief's hands. */
  @Bean
  OAuth2TokenValidator<Jwt> ends() {
    return new JwtClaimValidator<Instant>("exp", Objects::nonNull);
  }

  /** A token that another system may have got from somebody else proves nothing to us. */
  @Bean
  OAuth2TokenValidator<Jwt> issuedForUs(
      @Value("${errand.api.token-issuer:${" + JWT + "issuer-uri:}}") String issuer,
      @Value("${" + JWT + "audiences:}") String audiences) {
    if (issuer.isBlank() || audiences.isBlank()) {
      throw new IllegalArgumentException(
          "Whose tokens are good here? Set errand.api.token-issuer and " + JWT + "audiences");
    }
    return new JwtIssuerValidator(issuer);
  }
}
