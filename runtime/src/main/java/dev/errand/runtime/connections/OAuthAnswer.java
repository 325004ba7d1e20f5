package dev.errand.runtime.connections;

import dev.errand.connections.TokenEndpoint.Answer;
import dev.errand.pipeline.CallPermission;
import dev.errand.pipeline.CrashPoint;
import dev.errand.runtime.http.HttpFailure;
import dev.errand.runtime.http.NoAnswer;
import dev.errand.schemas.Secret;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the answers of token endpoints have in common (RFC 6749 section 5). Nothing of an answer
 * goes into a message: its description may quote what was sent.
 */
final class OAuthAnswer {

  private static final Duration SOON = Duration.ofSeconds(5);

  private OAuthAnswer() {}

  /**
   * The answer as a value, whatever became of the request.
   *
   * @param before by {@link System#nanoTime}: from then on it is not begun any more
   */
  static Answer of(long before, Supplier<Answer> request) {
    return of(() -> CallPermission.before(before, () -> true, request));
  }

  /** The answer as a value, whatever became of the request. */
  static Answer of(Supplier<Answer> request) {
    try {
      CrashPoint.hit(CrashPoint.GRANT_WANTED);
      Answer answer = request.get();
      CrashPoint.hit(CrashPoint.GRANT_READ);
      return answer;
    } catch (HttpFailure failure) {
      return failed(failure);
    } catch (NoAnswer | CallPermission.TooLate none) {
      return new Answer.Unavailable(SOON);
    } catch (NotValid notValid) {
      return new Answer.Unusable(String.valueOf(notValid.getMessage()));
    }
  }

  /** Only a clear word condemns a grant: what comes with a 5xx or a 429 says nothing about it. */
  private static Answer failed(HttpFailure failure) {
    if (failure.status() >= 500 || failure.status() == 429 || failure.status() == 408) {
      return new Answer.Unavailable(failure.retryAfter().orElse(SOON));
    }
    return switch (error(failure.body())) {
      // The last three are Microsoft's: the person has to do something at the provider.
      case "invalid_grant", "interaction_required", "consent_required", "login_required" ->
          new Answer.InvalidGrant();
      case "invalid_client", "unauthorized_client" -> new Answer.InvalidClient();
      case "temporarily_unavailable" -> new Answer.Unavailable(failure.retryAfter().orElse(SOON));
      default -> new Answer.Unusable("the token endpoint answers HTTP " + failure.status());
    };
  }

  /** Notion has been seen to use both names. */
  private static String error(JsonNode body) {
    String error = body.path("error").asString("");
    return error.isEmpty() ? body.path("code").asString("") : error;
  }

  /** A member that has to be there. */
  static String text(JsonNode body, String name) {
    String text = body.path(name).asString("");
    if (text.isBlank()) {
      throw new NotValid("the token endpoint's answer has no " + name);
    }
    return text;
  }

  /** A member that may be absent, null or empty. */
  static @Nullable String textOrNull(JsonNode body, String name) {
    String text = body.path(name).asString("");
    return text.isBlank() ? null : text;
  }

  static Secret secret(JsonNode body, String name) {
    try {
      return Secret.of(text(body, name));
    } catch (IllegalArgumentException notHeaderSafe) {
      throw new NotValid("the token endpoint's answer has no usable " + name);
    }
  }

  static @Nullable Secret secretOrNull(JsonNode body, String name) {
    return textOrNull(body, name) == null ? null : secret(body, name);
  }

  static void requireBearer(JsonNode body) {
    if (!"bearer".equalsIgnoreCase(text(body, "token_type"))) {
      throw new NotValid("the token is no bearer token");
    }
  }

  /** A success that lacks what it must have. Its message is in our own words. */
  static final class NotValid extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotValid(String why) {
      super(why, null, false, false);
    }
  }
}
