package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.people.People;
import dev.errand.sandbox.people.Person;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * As much of a browser as the pages need: cookies, links, forms. It follows no redirect by itself.
 */
final class Browser {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final int port;
  private final People people;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Browser(int port, People people) {
    this.port = port;
    this.people = people;
  }

  /** Signs in with the sandbox's own issuer, where a person's name is the user id. */
  Browser signIn(String user) {
    return signIn("oidc", user);
  }

  Browser signIn(String way, String person) {
    HttpResponse<String> end = get(decided(arriveAt(way), "consent", person));
    assertThat(location(end)).isEqualTo("/");
    return this;
  }

  /** Where the provider's page of this way is. */
  URI arriveAt(String way) {
    return URI.create(location(get("/sign-in/" + way)));
  }

  /** The callback that follows when this person decides so on that page. */
  String decided(URI page, String decision, String person) {
    person(person);
    return ours(
        location(
            send(
                HttpRequest.newBuilder(
                    URI.create(page + "&auto=" + decision + "&pages=all&login_hint=" + person)))));
  }

  /** Somebody in the sandbox; made if there is nobody of that name. */
  Person person(String id) {
    return people.find(id).orElseGet(() -> people.make(id));
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(here(path)).header("Accept", "text/html,*/*;q=0.8"));
  }

  HttpResponse<String> get(String path, String header, String value) {
    return send(HttpRequest.newBuilder(here(path)).header(header, value));
  }

  /** How a page elsewhere answers. */
  int statusOf(URI page) {
    return send(HttpRequest.newBuilder(page)).statusCode();
  }

  /** Sends a form as the page at {@code from} would, with what is hidden in it. */
  HttpResponse<String> post(String from, String action, Map<String, String> fields) {
    Matcher csrf = CSRF.matcher(get(from).body());
    return post(action, fields, csrf.find() ? HtmlUtils.htmlUnescape(csrf.group(1)) : "");
  }

  HttpResponse<String> post(String action, Map<String, String> fields, String csrf) {
    String form =
        fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()) + "&")
                .collect(Collectors.joining())
            + "_csrf="
            + encoded(csrf);
    return send(
        HttpRequest.newBuilder(here(action))
            .header("Accept", "text/html,*/*;q=0.8")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /** The cookie of that name; fails if there is none. */
  HttpCookie cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  boolean hasCookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .anyMatch(cookie -> cookie.getName().equals(name));
  }

  /** All of them, as in a request's header. */
  String cookies() {
    return cookies.getCookieStore().getCookies().stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** Puts a cookie of another browser into this one. */
  void steal(HttpCookie cookie) {
    cookies.getCookieStore().add(here("/"), cookie);
  }

  static String location(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError(response.statusCode() + " leads nowhere"));
  }

  /** The app believes that it is at its public address; the test knows where it really is. */
  private static String ours(String address) {
    URI uri = URI.create(address);
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private URI here(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }
}
