package dev.errand.mailworker.graph;

import dev.errand.schemas.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a file may be sent to: an answer that names another place sends nobody's file there.
 *
 * <p>That is Graph's own server, over what Graph is spoken to; and over TLS the servers of Outlook,
 * where the sessions of real mailboxes are (<a
 * href="https://learn.microsoft.com/graph/outlook-large-attachments">outlook-large-attachments</a>,
 * 2026-09).
 */
record UploadHosts(URI graph) {

  private static final String OFFICE = ".office.com";
  private static final String OUTLOOK_365 = "outlook.office365.com";

  /** The address, if a file may go there. */
  Optional<URI> allowed(Secret uploadUrl) {
    try {
      URI address = new URI(uploadUrl.reveal());
      return Optional.of(address).filter(this::isOurs);
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  private boolean isOurs(URI address) {
    return address.getHost() != null
        && address.getRawUserInfo() == null
        && address.getRawFragment() == null
        && (isGraph(address) || isOutlook(address));
  }

  private boolean isGraph(URI address) {
    return graph.getScheme().equalsIgnoreCase(address.getScheme())
        && graph.getHost().equalsIgnoreCase(address.getHost())
        && graph.getPort() == address.getPort();
  }

  private boolean isOutlook(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    return isTls(graph)
        && isTls(address)
        && (address.getPort() == -1 || address.getPort() == 443)
        && (host.endsWith(OFFICE) || host.equals(OUTLOOK_365));
  }

  private static boolean isTls(URI address) {
    return "https".equalsIgnoreCase(address.getScheme());
  }
}
