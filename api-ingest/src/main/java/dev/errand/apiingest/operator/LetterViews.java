package dev.errand.apiingest.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.errand.runtime.postgres.DeadLetters.Letter;
import dev.errand.runtime.postgres.DeadLetters.Opened;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Dead letters as operators see them. */
final class LetterViews {

  private LetterViews() {}

  /**
   * A page.
   *
   * @param more whether there may be more after the last one
   */
  record Page(List<Listed> letters, boolean more) {

    static Page of(List<Letter> letters, int most) {
      return new Page(letters.stream().map(Listed::of).toList(), letters.size() == most);
    }
  }

  /** One letter without anything that the user wrote. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Listed(
      long number,
      String user,
      String origin,
      String command,
      int replays,
      String operation,
      String priority,
      String status,
      String code,
      Instant endedAt,
      @Nullable String replayedBy,
      @Nullable Instant replayedAt) {

    static Listed of(Letter letter) {
      return new Listed(
          letter.number(),
          letter.user().value(),
          letter.origin().value(),
          letter.command().value(),
          letter.replays(),
          letter.operation(),
          letter.priority(),
          letter.status().wireName(),
          letter.code().wireName(),
          letter.endedAt(),
          letter.replayedBy() == null ? null : letter.replayedBy().value(),
          letter.replayedAt());
    }
  }

  /** One letter with all that is kept. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(
      @JsonUnwrapped Listed letter,
      String topic,
      int partition,
      long offset,
      Instant acceptedAt,
      String source,
      @Nullable Instant deadline,
      @Nullable String hold,
      @Nullable String agent,
      @Nullable String conversation,
      JsonNode data,
      JsonNode steps,
      @Nullable JsonNode result) {

    static Shown of(Opened opened) {
      return new Shown(
          Listed.of(opened.letter()),
          opened.topic(),
          opened.partition(),
          opened.offset(),
          opened.acceptedAt(),
          opened.command().source(),
          opened.command().deadline(),
          opened.command().hold() == null ? null : opened.command().hold().toString(),
          opened.command().agent(),
          opened.command().conversation(),
          opened.command().data(),
          opened.steps(),
          opened.result());
    }
  }
}
