package dev.errand.apiingest.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.errand.apiingest.session.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/**
 * Fills the templates of {@code resources/pages}. Whatever is filled in is escaped, and a name that
 * a template uses and nobody gives is an error. Thread-safe.
 */
@Component
public final class Pages {

  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, UTF_8);

  private final Mustache.Compiler mustache =
      Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).withLoader(Pages::source);
  private final Map<String, Template> templates = new ConcurrentHashMap<>();

  /** A page for whoever sent the request. */
  public ResponseEntity<String> show(
      HttpServletRequest request, String template, String title, Map<String, ?> content) {
    return show(request, HttpStatusCode.valueOf(200), template, title, content);
  }

  /** The same with another status. */
  public ResponseEntity<String> show(
      HttpServletRequest request,
      HttpStatusCode status,
      String template,
      String title,
      Map<String, ?> content) {
    Map<String, Object> all = new HashMap<>(content);
    if (request.getUserPrincipal() instanceof SignedIn person
        && request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
      all.put("person", Map.of("name", person.shownAs(), "id", person.getName()));
      all.put("csrf", token.getToken());
    }
    return filled(status, template, title, all);
  }

  /** A page that tells something to whom it is better not to ask who they are. */
  public ResponseEntity<String> tellAnybody(
      HttpStatusCode status, String about, String title, List<String> sentences) {
    return filled(status, "told", title, Map.of("about", about, "sentences", sentences));
  }

  private ResponseEntity<String> filled(
      HttpStatusCode status, String template, String title, Map<String, ?> content) {
    Map<String, Object> all = new HashMap<>(Map.of("title", title, "person", false));
    all.putAll(content);
    return ResponseEntity.status(status)
        .contentType(HTML)
        .body(templates.computeIfAbsent(template, this::compiled).execute(all));
  }

  /**
   * A page that only tells something.
   *
   * @param about what it is about
   * @param sentences what happened and what to do next
   */
  public ResponseEntity<String> tell(
      HttpServletRequest request,
      HttpStatusCode status,
      String about,
      String title,
      List<String> sentences) {
    return show(request, status, "told", title, Map.of("about", about, "sentences", sentences));
  }

  private Template compiled(String name) {
    try (Reader source = source(name)) {
      return mustache.compile(source);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Reader source(String name) {
    String path = "/pages/" + name + ".html";
    return new InputStreamReader(
        Objects.requireNonNull(Pages.class.getResourceAsStream(path), path), UTF_8);
  }
}
