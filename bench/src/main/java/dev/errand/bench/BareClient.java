package dev.errand.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.classic.methods.HttpPatch;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ceiling: the same calls with nothing around them. For each member a virtual thread that makes
 * one call after the other, with the HTTP client that the worker uses; no broker, no database, no
 * sealed token, no limits, nothing left after a crash.
 */
final class BareClient implements AutoCloseable {

  private final String notionUrl;
  private final List<Member> members;
  private final Map<Member, String> tokens = new HashMap<>();
  private final CloseableHttpClient http;

  BareClient(BenchStack stack, List<Member> members) {
    this.notionUrl = stack.notionUrl();
    this.members = members;
    members.forEach(
        member -> tokens.put(member, stack.sandbox().notionToken(member.user().value())));
    http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                    .setMaxConnTotal(members.size())
                    .setMaxConnPerRoute(members.size())
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  /** Makes a round's calls, and returns when the last is answered. */
  void run(Round round) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          members.stream()
              .<Future<?>>map(member -> threads.submit(() -> oneAfterTheOther(member, round)))
              .toList();
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private void oneAfterTheOther(Member member, Round round) {
    for (String text : round.texts(member)) {
      append(member, text);
    }
  }

  private void append(Member member, String text) {
    HttpPatch request =
        new HttpPatch(URI.create(notionUrl + "/v1/blocks/" + member.page() + "/children"));
    request.setHeader("Authorization", "Bearer " + tokens.get(member));
    request.setHeader("Notion-Version", "2026-03-11");
    request.setEntity(new StringEntity(paragraph(text), ContentType.APPLICATION_JSON));
    try {
      int status =
          http.execute(
              request,
              answer -> {
                EntityUtils.consume(answer.getEntity());
                return answer.getCode();
              });
      if (status != 200) {
        throw new IllegalStateException("The bare client was answered " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String paragraph(String text) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.putArray("children")
        .addObject()
        .put("type", "paragraph")
        .putObject("paragraph")
        .putArray("rich_text")
        .addObject()
        .put("type", "text")
        .putObject("text")
        .put("content", text);
    return body.toString();
  }

  @Override
  public void close() {
    try {
      http.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
