package dev.errand.sandbox;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an app does to be let in: authorize with automatic consent, then exchange. */
final class Consent {

  static final String CALLBACK = "http://localhost:8080/connections/provider/callback";
  static final String BASIC = basic("errand", "errand-secret");

  private final Http http;

  Consent(Http http) {
    this.http = http;
  }

  static String basic(String id, String secret) {
    return "Basic "
        + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  /** The parameters of the redirect that answers an authorization request to Notion. */
  Map<String, String> notion(String more) throws Exception {
    String path =
        "/notion/v1/oauth/authorize?client_id=errand&response_type=code&owner=user&state=s-1"
            + "&redirect_uri="
            + encoded(CALLBACK)
            + more;
    return parameters(http.get(path).header("location"));
  }

  Map<String, String> microsoft(String scope, String more) throws Exception {
    String path =
        "/login/common/oauth2/v2.0/authorize?client_id=errand&response_type=code&state=s-1&scope="
            + encoded(scope)
            + "&redirect_uri="
            + encoded(CALLBACK)
            + more;
    return parameters(http.get(path).header("location"));
  }

  Http.Answer notionToken(String body) throws Exception {
    return http.post(
        "/notion/v1/oauth/token", body, "authorization", BASIC, "content-type", "application/json");
  }

  static String codeBody(String code) {
    return "{\"grant_type\":\"authorization_code\",\"code\":\"%s\",\"redirect_uri\":\"%s\"}"
        .formatted(code, CALLBACK);
  }

  static String refreshBody(String token) {
    return "{\"grant_type\":\"refresh_token\",\"refresh_token\":\"%s\"}".formatted(token);
  }

  /** Posts a form: name, value, name, value. */
  Http.Answer microsoftToken(String... namesAndValues) throws Exception {
    StringBuilder form = new StringBuilder("client_id=errand&client_secret=errand-secret");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append('&').append(namesAndValues[i]).append('=').append(encoded(namesAndValues[i + 1]));
    }
    return http.post("/login/common/oauth2/v2.0/token", form.toString());
  }

  /** The parameters of the address a browser was sent back to. */
  static Map<String, String> parameters(String location) {
    return Arrays.stream(URI.create(location).getRawQuery().split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                (a, b) -> b,
                TreeMap::new));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
