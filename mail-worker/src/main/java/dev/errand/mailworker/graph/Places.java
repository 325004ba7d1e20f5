package dev.errand.mailworker.graph;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * Where a list goes on: of all that Graph's link to the next part says the one or two parameters
 * that name a place, unchanged, as {@code $skip=20}. Only these leave our hands, in a cursor, and
 * only these are taken back: what was asked for is written by us each time, so no cursor that
 * somebody made up asks for anything else.
 */
public enum Places {
  /**
   * Of a list or a search. Graph's own number: it may be more than what was told so far
   * (https://learn.microsoft.com/graph/api/user-list-messages, 2026-09).
   */
  OF_A_LIST("skip=[0-9]{1,9}", "skiptoken=" + Places.TOKEN),

  /**
   * Of a round of changes, or the round after it. All else that was asked for is in the token
   * (https://learn.microsoft.com/graph/delta-query-overview, 2026-09).
   */
  OF_CHANGES("skiptoken=" + Places.TOKEN, "deltatoken=" + Places.TOKEN);

  private static final String TOKEN = "([A-Za-z0-9._~!$'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})++";

  private static final Pattern PLACE =
      Pattern.compile("([$]|%24)(skip|skiptoken|deltatoken)=.*+", Pattern.CASE_INSENSITIVE);

  private static final int LONGEST = 4_000;

  private final Pattern legal;

  Places(String one, String other) {
    String parameter = "([$]|%24)(" + one + "|" + other + ")";
    this.legal = Pattern.compile(parameter + "(&" + parameter + ")?+", Pattern.CASE_INSENSITIVE);
  }

  /** The place in the query of a link; empty if it has none. */
  public Optional<String> in(String query) {
    return Optional.of(
            Arrays.stream(query.split("&", -1))
                .filter(parameter -> PLACE.matcher(parameter).matches())
                .collect(joining("&")))
        .filter(this::legal);
  }

  /** What is given out for a place. */
  public static String cursor(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.US_ASCII));
  }

  /** The place in a cursor, empty if it cannot be one of ours. */
  public Optional<String> ofCursor(String cursor) {
    try {
      byte[] place = Base64.getUrlDecoder().decode(cursor);
      return Optional.of(new String(place, StandardCharsets.ISO_8859_1)).filter(this::legal);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /**
   * The query that asks for the same from a place on.
   *
   * @param asked what is asked for, not encoded
   */
  static String query(Map<String, String> asked, String place) {
    return asked.entrySet().stream()
            .map(
                each ->
                    each.getKey() + "=" + UriUtils.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(joining("&"))
        + "&"
        + place;
  }

  private boolean legal(String place) {
    return place.length() <= LONGEST && legal.matcher(place).matches();
  }
}
