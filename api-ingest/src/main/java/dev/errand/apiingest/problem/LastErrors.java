package dev.errand.apiingest.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.apiingest.page.ErrorPages;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the container refuses before anything of ours is asked, as an address that is none: a page
 * for a browser, a problem for anybody else, as everywhere. Nothing of what was sent is in it.
 */
final class LastErrors extends ErrorReportValve {

  private static final Logger log = LoggerFactory.getLogger(LastErrors.class);

  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final ErrorPages pages;
  private final JsonMapper json;

  LastErrors(ErrorPages pages, JsonMapper json) {
    this.pages = pages;
    this.json = json;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    HttpStatusCode status = HttpStatusCode.valueOf(response.getStatus());
    if (!status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    AtomicBoolean reachable = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, reachable);
    if (reachable.get()) {
      try {
        write(status, Readers.isPerson(request), response);
      } catch (IOException | IllegalStateException gone) {
        log.debug("Whoever asked does not hear why it was refused", gone);
      }
    }
  }

  private void write(HttpStatusCode status, boolean person, Response response) throws IOException {
    response.setContentType(
        person ? MediaType.TEXT_HTML_VALUE : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(UTF_8.name());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", CONTENT_POLICY);
    PrintWriter out = response.getReporter();
    if (out != null) {
      out.write(person ? String.valueOf(pages.show(status).getBody()) : problem(status));
      response.finishResponse();
    }
  }

  private String problem(HttpStatusCode status) {
    return json.writeValueAsString(ProblemResponse.Body.of(status, FrameworkProblem.of(status)));
  }
}
