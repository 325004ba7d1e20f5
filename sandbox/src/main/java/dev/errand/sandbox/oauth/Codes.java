package dev.errand.sandbox.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Codes that were given out: each is good for ten minutes and one use. Safe for all threads. */
public final class Codes {

  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Map<String, Code> open = new ConcurrentHashMap<>();
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  /** What became of a code. */
  public sealed interface Redeemed {

    /** It was good, and is used up now. */
    record Good(Code code) implements Redeemed {}

    record UsedBefore() implements Redeemed {}

    record Expired() implements Redeemed {}

    record Unknown() implements Redeemed {}
  }

  public void put(Code code) {
    open.put(code.value(), code);
  }

  /** Uses a code up, whoever asks and whatever else is wrong with the request. */
  public Redeemed redeem(@Nullable String value, Instant now) {
    if (value == null) {
      return new Redeemed.Unknown();
    }
    Code code = open.remove(value);
    if (code == null) {
      return used.contains(value) ? new Redeemed.UsedBefore() : new Redeemed.Unknown();
    }
    used.add(value);
    return now.isBefore(code.issuedAt().plus(LIFETIME))
        ? new Redeemed.Good(code)
        : new Redeemed.Expired();
  }
}
