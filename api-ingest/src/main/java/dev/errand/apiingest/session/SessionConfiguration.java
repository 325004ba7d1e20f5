package dev.errand.apiingest.session;

import dev.errand.runtime.postgres.Acting;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Sessions from the cookie to the table: {@link HashedSessions} over Spring Session's own JDBC
 * repository, in transactions that see nothing but sessions.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

  /** A page waits no longer for a database that is away. */
  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(10);

  @Bean
  JdbcIndexedSessionRepository storedSessions(
      JdbcOperations jdbc,
      PlatformTransactionManager transactions,
      JdbcClient sql,
      SessionProperties properties) {
    JdbcIndexedSessionRepository stored =
        new JdbcIndexedSessionRepository(
            jdbc, new OnSessionDuty(new Acting(transactions, sql, LONGEST_STATEMENT)));
    stored.setSessionIdGenerator(HashedSession::storedId);
    stored.setConversionService(StoredTexts.conversion());
    stored.setDefaultMaxInactiveInterval(properties.idle());
    return stored;
  }

  @Bean
  FilterRegistrationBean<SessionRepositoryFilter<?>> sessions(
      JdbcIndexedSessionRepository storedSessions,
      SessionProperties properties,
      HostCookies cookies,
      ObjectProvider<Clock> clocks) {
    FilterRegistrationBean<SessionRepositoryFilter<?>> registration =
        new FilterRegistrationBean<>(
            filter(
                storedSessions,
                properties.longest(),
                clocks.getIfAvailable(Clock::systemUTC),
                cookies));
    registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
    return registration;
  }

  private static <S extends Session> SessionRepositoryFilter<?> filter(
      SessionRepository<S> stored, Duration longest, Clock clock, HostCookies cookies) {
    SessionRepositoryFilter<HashedSession<S>> filter =
        new SessionRepositoryFilter<>(new HashedSessions<>(stored, longest, clock));
    CookieHttpSessionIdResolver ids = new CookieHttpSessionIdResolver();
    ids.setCookieSerializer(cookie(cookies));
    filter.setHttpSessionIdResolver(ids);
    return filter;
  }

  private static DefaultCookieSerializer cookie(HostCookies cookies) {
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    cookie.setCookieName(cookies.fullName("errand-session"));
    cookie.setUseSecureCookie(cookies.secure());
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite("Lax");
    cookie.setCookiePath("/");
    cookie.setUseBase64Encoding(false);
    return cookie;
  }

  @Bean
  SecurityContextRepository signedInSessions() {
    return new SignedInSessions();
  }

  @Bean
  CsrfTokenRepository csrfTokens() {
    return new SessionCsrfTokens();
  }
}
