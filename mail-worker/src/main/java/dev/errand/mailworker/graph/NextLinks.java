package dev.errand.mailworker.graph;

import dev.errand.runtime.http.NoAnswer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * Graph's links to the next part of a list.
 *
 * <ol>
 *   <li>A link is taken only if it leads, once resolved, to Graph's own scheme, host and port and
 *       to a list of the same kind.
 *   <li>What is kept of it is its query, unchanged, since Graph says it is opaque, and of that a
 *       cursor holds only the {@link Places}. Address and path are ours each time. So no link, and
 *       no cursor that somebody made up, takes a token elsewhere.
 * </ol>
 */
public final class NextLinks {

  private static final int LONGEST = 4_000;

  /** A place, and with it what is asked for. */
  private static final int LONGEST_ADDRESS = 2 * LONGEST;

  private static final String VALUE = "([A-Za-z0-9._~!$'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+";
  private static final String PARAMETER = "([$]|%24)[A-Za-z]{1,40}=" + VALUE;
  private static final Pattern QUERY = Pattern.compile(PARAMETER + "(&" + PARAMETER + ")*+");

  private final URI base;
  private final String lists;

  /**
   * @param base where Graph is, with its version, as {@code https://graph.microsoft.com/v1.0}
   */
  public NextLinks(URI base) {
    this.base = base;
    this.lists = Pattern.quote(base.getRawPath()) + "/(me|users)[A-Za-z0-9/()'=_.~%-]*/";
  }

  /**
   * The query with which the list of that page goes on; empty at its end.
   *
   * @param list the last part of the list's path, as {@code messages}
   * @throws NoAnswer if the link leads elsewhere: then it is no answer of Graph
   */
  Optional<String> next(Page<?> page, String list) {
    return Optional.ofNullable(page.nextLink())
        .map(
            link ->
                query(link, list)
                    .orElseThrow(() -> new NoAnswer(true, "the next part is not at Graph")));
  }

  /**
   * The query of a link.
   *
   * @param list the last part of the list's path, as {@code messages}
   * @return empty if the link leads elsewhere
   */
  public Optional<String> query(String link, String list) {
    try {
      URI resolved = base.resolve(new URI(link)).normalize();
      return Optional.ofNullable(resolved.getRawQuery())
          .filter(query -> legal(query) && sameServer(resolved) && sameKind(resolved, list));
    } catch (URISyntaxException notALink) {
      return Optional.empty();
    }
  }

  /** Our own address with somebody's query behind it. */
  URI address(String query, String... path) {
    if (query.length() > LONGEST_ADDRESS || !QUERY.matcher(query).matches()) {
      throw new IllegalArgumentException("That is no query of a list");
    }
    StringBuilder address = new StringBuilder(base.toString());
    for (String segment : path) {
      address.append('/').append(UriUtils.encode(segment, StandardCharsets.UTF_8));
    }
    return URI.create(address.append('?').append(query).toString());
  }

  private static boolean legal(String query) {
    return query.length() <= LONGEST && QUERY.matcher(query).matches();
  }

  private boolean sameServer(URI link) {
    return base.getScheme().equalsIgnoreCase(link.getScheme())
        && base.getHost().equalsIgnoreCase(link.getHost())
        && port(base) == port(link)
        && link.getRawUserInfo() == null;
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("http") ? 80 : 443;
  }

  private boolean sameKind(URI link, String list) {
    return link.getRawPath().matches(lists + Pattern.quote(list));
  }
}
