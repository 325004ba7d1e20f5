package dev.errand.apiingest.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.apiingest.problem.ProblemResponse;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What an operator hears. */
final class ReplayAnswers {

  private ReplayAnswers() {}

  static ResponseEntity<Object> of(Replayed replayed) {
    return switch (replayed) {
      case Replayed.Published(@Nullable CommandId command) ->
          ResponseEntity.status(HttpStatus.ACCEPTED)
              .body(new Accepted(command == null ? null : command.value()));
      case Replayed.NotFound() -> unknown();
      case Replayed.Refused(Problem problem) -> ProblemResponse.of(HttpStatus.CONFLICT, problem);
      case Replayed.NotPublished() ->
          ProblemResponse.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              Problem.of(ProblemCode.INTERNAL, "The replay could not be published")
                  .action("Repeat the same call in a few seconds")
                  .canRetry());
    };
  }

  static ResponseEntity<Object> unknown() {
    return ProblemResponse.of(
        HttpStatus.NOT_FOUND,
        Problem.of(ProblemCode.NOT_FOUND, "There is no such thing")
            .detail(
                "What ended badly is kept for seven days; the dead topics as Kafka keeps them."));
  }

  static ResponseEntity<Object> tooWide() {
    return ProblemResponse.of(
        HttpStatus.BAD_REQUEST,
        Problem.of(ProblemCode.INVALID_COMMAND, "That could be everything there is")
            .action("Name the user, or a code with from and to"));
  }

  /**
   * It is on its way.
   *
   * @param command what to ask for; absent where the record's id is not legible
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Accepted(@Nullable String command) {}
}
