package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphUploads;
import dev.errand.schemas.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A session in which a file goes into a draft, and how far it is as far as we know. It is kept
 * beside the file, so that whoever goes on does so there.
 *
 * @param draft its id
 * @param place of the first byte that is not there, unless an answer was lost
 * @param guessed whether that place is where it must be if it is not where it was said to be
 */
record UploadSession(String draft, Secret url, long place, boolean guessed) {

  /** Kept in place of a session that is over. */
  static final Secret OVER = Secret.of("over");

  private static final Pattern KEPT = Pattern.compile("([0-9]{1,12})([:?])([^:]+):(.+)");

  static UploadSession begun(String draft, Secret url) {
    return new UploadSession(draft, url, 0, false);
  }

  /** The session that was kept, if it is one for that draft: a mail may have had another before. */
  static Optional<UploadSession> read(Secret kept, String draft) {
    Matcher parts = KEPT.matcher(kept.reveal());
    return parts.matches() && parts.group(3).equals(encoded(draft))
        ? Optional.of(
            new UploadSession(
                draft,
                Secret.of(parts.group(4)),
                Long.parseLong(parts.group(1)),
                parts.group(2).equals("?")))
        : Optional.empty();
  }

  Secret kept() {
    return Secret.of(place + (guessed ? "?" : ":") + encoded(draft) + ":" + url.reveal());
  }

  private static String encoded(String draft) {
    return URLEncoder.encode(draft, StandardCharsets.UTF_8);
  }

  UploadSession at(long told) {
    return new UploadSession(draft, url, told, false);
  }

  /**
   * It says where it is. That cannot be more than a range beyond what we know, since no more was
   * sent; and not at the end, since then it would be over.
   */
  UploadSession told(long told, long size) {
    return told <= place + GraphUploads.RANGE && told < size ? at(told) : this;
  }

  /**
   * It is not where we thought: then the one range has arrived whose answer may have been lost. If
   * it is not there either, nobody knows, and it is given up.
   */
  Optional<UploadSession> elsewhere(long size) {
    long next = place + GraphUploads.RANGE;
    return guessed || next >= size
        ? Optional.empty()
        : Optional.of(new UploadSession(draft, url, next, true));
  }
}
