package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.Places;
import dev.errand.schemas.mail.ChangeKind;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far somebody has followed a folder.
 *
 * @param safe all mails that were received before have been told
 * @param newest of the mails told so far; when a round is over it is safe, too: within a round they
 *     come in any order
 * @param told how many the round that is not over has told
 * @param place where it goes on
 */
record Followed(Instant safe, Instant newest, int told, String place) {

  private static final Pattern WRITTEN =
      Pattern.compile("(-?[0-9]{1,12})\\.(-?[0-9]{1,12})(?:\\.([0-9]{1,8}))?\\.([A-Za-z0-9_-]+)");

  /** What a cursor holds; {@link #read} reads it. */
  String written() {
    return safe.getEpochSecond()
        + "."
        + newest.getEpochSecond()
        + (told == 0 ? "" : "." + told)
        + "."
        + Places.cursor(place);
  }

  /** Empty if it cannot be one of ours. */
  static Optional<Followed> read(String written) {
    Matcher matcher = WRITTEN.matcher(written);
    return matcher.matches()
        ? Places.OF_CHANGES
            .ofCursor(matcher.group(4))
            .map(
                place ->
                    new Followed(moment(matcher, 1), moment(matcher, 2), count(matcher, 3), place))
        : Optional.empty();
  }

  private static Instant moment(Matcher matcher, int group) {
    return Instant.ofEpochSecond(Long.parseLong(matcher.group(group)));
  }

  private static int count(Matcher matcher, int group) {
    String written = matcher.group(group);
    return written == null ? 0 : Integer.parseInt(written);
  }

  /** How changes are asked for in Graph. */
  static String inGraph(ChangeKind kind) {
    return switch (kind) {
      case NEW -> "created";
      case CHANGED -> "updated";
      case REMOVED -> "deleted";
    };
  }
}
