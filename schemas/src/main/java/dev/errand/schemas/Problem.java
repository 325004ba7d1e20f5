package dev.errand.schemas;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a command did not succeed, for a program ({@code code}) and for a person (the rest). Texts
 * that are too long for the wire are cut, never refused: a problem can always be told.
 *
 * @param code one of a closed set
 * @param title one short sentence for the person
 * @param detail what happened, without secrets, tokens or a provider's raw answer
 * @param action the next step for the person, where there is one
 * @param retryable whether the same command, sent later under a new id, may succeed
 * @param providerRequestId the provider's own id of the failed request, for its support
 */
public record Problem(
    ProblemCode code,
    String title,
    @Nullable String detail,
    @Nullable String action,
    boolean retryable,
    @Nullable String providerRequestId) {

  /** Both providers use UUIDs. Every token is longer, or has other letters. */
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9-]{1,40}");

  public Problem {
    title = cut(title, 200);
    detail = detail == null ? null : cut(detail, 2000);
    action = action == null ? null : cut(action, 500);
    providerRequestId = providerRequestId == null ? null : cut(providerRequestId, 200);
  }

  public static Problem of(ProblemCode code, String title) {
    return new Problem(code, title, null, null, false, null);
  }

  public Problem detail(@Nullable String detail) {
    return new Problem(code, title, detail, action, retryable, providerRequestId);
  }

  public Problem action(@Nullable String action) {
    return new Problem(code, title, detail, action, retryable, providerRequestId);
  }

  public Problem canRetry() {
    return new Problem(code, title, detail, action, true, providerRequestId);
  }

  /** With that id, if it looks like one: a provider may say anything there, also what we sent. */
  public Problem providerRequest(@Nullable String id) {
    String fit = id != null && REQUEST_ID.matcher(id).matches() ? id : null;
    return new Problem(code, title, detail, action, retryable, fit);
  }

  /** Cuts between characters, so that no half of a surrogate pair is left. */
  private static String cut(String text, int max) {
    return text.codePointCount(0, text.length()) <= max
        ? text
        : text.substring(0, text.offsetByCodePoints(0, max));
  }
}
