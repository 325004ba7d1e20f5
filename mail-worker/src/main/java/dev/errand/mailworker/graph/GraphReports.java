package dev.errand.mailworker.graph;

import dev.errand.pipeline.AccessToken;
import dev.errand.runtime.http.HttpFailure;
import dev.errand.runtime.http.NoAnswer;
import dev.errand.runtime.http.ProviderHttp;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Reports that mails did not arrive, wherever in the mailbox a rule or the person has put them.
 *
 * <p>Their message class tells them in any language. Exchange gives it to its own reports and to
 * mails of the type {@code multipart/report} whose {@code message/delivery-status} says {@code
 * failed}, whoever sent them ([MS-OXCMAIL] 2.2.3.7.1.1): so it sorts, and proves nothing. As text
 * both are a {@code multipart/report} again ([MS-OXCMAIL] 2.1.3.6.1). For all threads.
 */
public final class GraphReports {

  private static final ExtendedProperty CLASS =
      new ExtendedProperty("String 0x001A", "REPORT.IPM.Note.NDR");

  /** PidTagMessageSize; Graph has no property of its own for it. */
  private static final String SIZE = ExtendedProperty.expand("Long 0x0E08");

  private static final int PAGE = 50;

  private final GraphReportsApi api;
  private final NextLinks links;

  public GraphReports(ProviderHttp http, URI baseUrl) {
    this.api = http.api(GraphReportsApi.class, baseUrl);
    this.links = new NextLinks(baseUrl);
  }

  /** Those that came since then, the oldest first. */
  public Page<ListedReport> since(AccessToken token, Instant since) {
    return Documented.body(
        api.reports(
            token.secret().bearer(),
            UUID.randomUUID(),
            "receivedDateTime ge " + since + " and " + CLASS.filter(),
            "receivedDateTime",
            "id,receivedDateTime",
            SIZE,
            PAGE),
        HttpStatus.OK);
  }

  public Page<ListedReport> more(AccessToken token, String query) {
    URI next = links.address(query, "me", "messages");
    return Documented.body(
        api.moreReports(token.secret().bearer(), UUID.randomUUID(), next), HttpStatus.OK);
  }

  /** The query with which the list goes on; empty at its end. */
  public Optional<String> next(Page<ListedReport> page) {
    return Optional.ofNullable(page.nextLink())
        .map(
            link ->
                links
                    .query(link, "messages")
                    .orElseThrow(() -> new NoAnswer(true, "the next part is not at Graph")));
  }

  /** The report as the text it travels in; empty if it is there no longer. */
  public Optional<byte[]> text(AccessToken token, String report) {
    try {
      ResponseEntity<byte[]> answer = api.text(token.secret().bearer(), UUID.randomUUID(), report);
      return Optional.of(Documented.body(answer, HttpStatus.OK));
    } catch (HttpFailure failure) {
      if (failure.status() == 404) {
        return Optional.empty();
      }
      throw failure;
    }
  }
}
