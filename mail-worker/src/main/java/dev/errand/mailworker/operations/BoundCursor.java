package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.NextLinks;
import dev.errand.mailworker.graph.Places;
import dev.errand.mailworker.letter.Invalid;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.runtime.http.NoAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cursors that go on with one question of one person in one account, and with nothing else: in
 * front of the query stands a mark of what was asked. The mark is no secret. It keeps apart what
 * belongs apart; where a cursor leads to {@link NextLinks} decides, and what else may stand in it
 * {@link Places}.
 */
final class BoundCursor {

  /** 2^72 of them. */
  private static final int BYTES = 9;

  private final String mark;

  private BoundCursor(String mark) {
    this.mark = mark;
  }

  /**
   * Of a command's operation, its person and their account.
   *
   * @param question all that must be the same when it goes on
   */
  static BoundCursor to(OperationContext context, @Nullable Object... question) {
    MessageDigest digest = sha256();
    add(digest, context.command().operation());
    add(digest, context.command().user());
    add(digest, context.connection().account());
    Arrays.stream(question).forEach(part -> add(digest, part));
    byte[] mark = Arrays.copyOf(digest.digest(), BYTES);
    return new BoundCursor(Base64.getUrlEncoder().encodeToString(mark) + ".");
  }

  /**
   * For where a list goes on.
   *
   * @param query that of Graph's link to it
   * @throws NoAnswer if that names no place: then it is no answer of Graph
   */
  String of(String query) {
    return Places.OF_A_LIST
        .in(query)
        .map(place -> bind(Places.cursor(place)))
        .orElseThrow(() -> new NoAnswer(true, "the next part has no place"));
  }

  /** The place in a list's cursor; the command ends if it belongs to something else. */
  String place(String cursor) {
    return unbind(cursor).flatMap(Places.OF_A_LIST::ofCursor).orElseThrow(BoundCursor::foreign);
  }

  String bind(String place) {
    return mark + place;
  }

  /** Empty if it belongs to something else. */
  Optional<String> unbind(String cursor) {
    return Optional.of(cursor)
        .filter(one -> one.startsWith(mark))
        .map(one -> one.substring(mark.length()));
  }

  static OperationStopped foreign() {
    return Invalid.because(
        "That is no cursor for this question.",
        "Leave the cursor out, or ask the question that it came with.");
  }

  /** With its length in front, so that two parts are never one. */
  private static void add(MessageDigest digest, @Nullable Object part) {
    byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
