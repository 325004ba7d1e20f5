package dev.errand.runtime.http;

import dev.errand.pipeline.Trace;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The trace context for a call to a provider: the command's trace, with a span of our own. */
final class Traceparent {

  static final String HEADER = "traceparent";

  private static final Pattern SHAPE =
      Pattern.compile("(00-[0-9a-f]{32}-)[0-9a-f]{16}(-[0-9a-f]{2})");

  private Traceparent() {}

  static Optional<String> forCall() {
    return Trace.current()
        .map(SHAPE::matcher)
        .filter(Matcher::matches)
        .map(known -> known.group(1) + span() + known.group(2));
  }

  /** Random and never all zero, which W3C forbids. */
  private static String span() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1L);
  }
}
