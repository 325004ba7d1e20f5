package dev.errand.runtime.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.JsonNode;

/**
 * Makes typed clients ({@code @HttpExchange} interfaces) that send each request exactly once.
 *
 * <ol>
 *   <li>No automatic retry and no redirect, whatever the answer or the fault. {@code
 *       ProviderHttpTest} proves it on real sockets.
 *   <li>An answer that is no 2xx is thrown as {@link HttpFailure}; no answer, or one that cannot be
 *       read, as {@link NoAnswer}.
 *   <li>A call whose time is over before its first byte is written is not sent ({@link
 *       dev.errand.pipeline.CallPermission}).
 *   <li>The HTTP client is the one made here, never one found on the classpath.
 * </ol>
 *
 * <p>The clients are for all threads.
 */
public final class ProviderHttp {

  /** More than one instance ever has in flight; a pool must not be the limit of the lanes. */
  private static final int CONNECTIONS = 4_000;

  private static final TimeValue IDLE = TimeValue.ofSeconds(20);

  private final Clock clock;
  private final Duration connectTimeout;
  private final Duration responseTimeout;

  /**
   * Clients that wait so long.
   *
   * @param responseTimeout from the first byte of a request to the last of its answer
   */
  public ProviderHttp(Clock clock, Duration connectTimeout, Duration responseTimeout) {
    this.clock = clock;
    this.connectTimeout = connectTimeout;
    this.responseTimeout = responseTimeout;
  }

  /**
   * A client for the annotated interface.
   *
   * @param baseUrl what the paths of the interface are put behind
   */
  public <T> T api(Class<T> exchange, URI baseUrl) {
    RestClient rest =
        RestClient.builder()
            .baseUrl(baseUrl.toString())
            .requestFactory(bareRequests())
            .requestInterceptor(new AnswerInterceptor(clock))
            .build();
    T client =
        HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest))
            .build()
            .createClient(exchange);
    return exchange.cast(
        Proxy.newProxyInstance(
            exchange.getClassLoader(),
            new Class<?>[] {exchange},
            (proxy, method, arguments) -> {
              try {
                method.setAccessible(true); // the interface may be private to its package
                return method.invoke(client, arguments);
              } catch (InvocationTargetException thrown) {
                throw translate(thrown.getTargetException());
              }
            }));
  }

  /** An answer that is no success and came inside another, as those to the items of a batch do. */
  public HttpFailure failure(int status, HttpHeaders headers, JsonNode body) {
    return new HttpFailure(
        status, headers, body, RetryAfter.read(headers.getFirst(HttpHeaders.RETRY_AFTER), clock));
  }

  /** For a client that somebody else has typed: it, too, reads no endless answer. */
  public ClientHttpRequestFactory requests() {
    return new InterceptingClientHttpRequestFactory(
        bareRequests(),
        List.of(
            (request, body, execution) -> {
              try (ClientHttpResponse response = execution.execute(request, body)) {
                return Answer.read(response);
              }
            }));
  }

  /** For large bodies, each request likewise sent exactly once. */
  public PutBytes bytes() {
    return new PutBytes(bareRequests(), new AnswerInterceptor(clock));
  }

  /** For bodies that are made while they are sent, each request likewise sent exactly once. */
  public PostBody bodies() {
    return new PostBody(bareRequests(), new AnswerInterceptor(clock));
  }

  /**
   * For large answers, each request likewise sent exactly once.
   *
   * @param longest from the first byte of a request to the last of its answer; nothing at all may
   *     come for no longer than with any other
   */
  public GetBytes content(Duration longest) {
    return new GetBytes(
        new HttpComponentsClientHttpRequestFactory(httpClient(longest)),
        new AnswerInterceptor(clock));
  }

  private ClientHttpRequestFactory bareRequests() {
    return new HttpComponentsClientHttpRequestFactory(httpClient(responseTimeout));
  }

  private static Throwable translate(Throwable thrown) {
    return thrown instanceof RestClientException
        ? new NoAnswer(true, "the answer could not be read")
        : thrown;
  }

  private CloseableHttpClient httpClient(Duration longest) {
    return HttpClients.custom()
        .setRequestExecutor(new SendWithPermission(longest, responseTimeout))
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(CONNECTIONS)
                .setMaxConnTotal(CONNECTIONS)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connectTimeout))
                        .setSocketTimeout(Timeout.of(responseTimeout))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(connectTimeout))
                .setResponseTimeout(Timeout.of(responseTimeout))
                .build())
        .evictIdleConnections(IDLE)
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }
}
