package dev.errand.apiingest.signin;

import dev.errand.apiingest.connect.Ending;
import dev.errand.runtime.http.ProviderHttp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may see which page. Pages know people by their session, and take a form only with its
 * session's token; the API, which knows them by bearer tokens, is another chain.
 */
@Configuration(proxyBeanMethods = false)
class SignInSecurity {

  private static final Logger log = LoggerFactory.getLogger(SignInSecurity.class);

  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  /** What only somebody who is signed in may see. */
  private static final RequestMatcher PAGES =
      new OrRequestMatcher(
          Stream.of("/connections/**", "/activity", "/account/**", "/sign-out")
              .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
              .toList());

  @Bean
  @Order(2) // after the API's, which names its addresses
  SecurityFilterChain pageSecurity(
      HttpSecurity http,
      SecurityContextRepository signedInSessions,
      CsrfTokenRepository csrfTokens,
      SignInRequests requests,
      NotionArrivals notionArrivals,
      ProviderHttp signInHttp) {
    return http.authorizeHttpRequests(
            rules ->
                rules
                    .requestMatchers(
                        HttpMethod.GET,
                        "/",
                        "/page.css",
                        "/icon.svg",
                        "/sign-in/{way}",
                        "/connections/{provider}/callback",
                        "/connections/{provider}/done")
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD, "/", "/page.css", "/icon.svg")
                    .permitAll()
                    .requestMatchers(PAGES)
                    .authenticated()
                    .anyRequest()
                    .denyAll())
        .oauth2Login(
            login ->
                signIn(
                    login,
                    requests,
                    new CodeExchange(notionArrivals, signInHttp.requests()),
                    notionArrivals))
        .securityContext(contexts -> contexts.securityContextRepository(signedInSessions))
        .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens))
        .requestCache(AbstractHttpConfigurer::disable)
        .exceptionHandling(
            handling ->
                handling
                    .authenticationEntryPoint(SignInSecurity::signInFirst)
                    .accessDeniedHandler(SignInSecurity::refused))
        .logout(
            logout ->
                logout
                    .logoutUrl("/sign-out")
                    .logoutSuccessHandler(
                        (_, response, _) -> home(response, SignInEnding.SIGNED_OUT)))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
        .build();
  }

  private static void signIn(
      OAuth2LoginConfigurer<HttpSecurity> login,
      SignInRequests requests,
      CodeExchange exchange,
      NotionArrivals notion) {
    login
        .loginPage("/")
        .loginProcessingUrl("/sign-in/*/callback")
        .authorizationEndpoint(
            endpoint ->
                endpoint
                    .authorizationRequestResolver(new NoResolver())
                    .authorizationRequestRepository(requests))
        .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(exchange))
        .userInfoEndpoint(
            endpoint -> endpoint.oidcUserService(new IdTokenPeople()).userService(notion))
        .authorizedClientRepository(new NoTokensKept())
        .successHandler((_, response, who) -> seeOther(response, first(who)))
        .failureHandler((_, response, cause) -> failed(response, cause));
  }

  /**
   * Whatever sends it, and whatever it wants to read: no token of the API opens a page, so none is
   * asked for.
   */
  private static void signInFirst(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
      throws IOException {
    if (PAGES.matches(request)) {
      seeOther(response, "/");
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** A page that is not there, or a form without its session's token. */
  private static void refused(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
      throws IOException {
    response.sendError(
        cause instanceof CsrfException
            ? HttpServletResponse.SC_FORBIDDEN
            : HttpServletResponse.SC_NOT_FOUND);
  }

  /** A person whose sign-in was a consent, too, that did not connect them is told why. */
  private static String first(Authentication who) {
    return who.getPrincipal() instanceof Person person
            && !person.consent().equals(Ending.CONNECTED.wireName())
        ? "/connections/notion/done?outcome=" + person.consent()
        : "/";
  }

  private static void failed(HttpServletResponse response, AuthenticationException cause) {
    SignInEnding ending = SignInEnding.of(cause);
    log.atLevel(ending.isOurs() ? Level.WARN : Level.INFO)
        .addKeyValue("outcome", ending.wireName())
        .log("A sign-in failed; the person sees why on the page");
    home(response, ending);
  }

  private static void home(HttpServletResponse response, SignInEnding ending) {
    seeOther(response, "/?sign-in=" + ending.wireName());
  }

  static void seeOther(HttpServletResponse response, String address) {
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader(HttpHeaders.LOCATION, address);
  }
}
