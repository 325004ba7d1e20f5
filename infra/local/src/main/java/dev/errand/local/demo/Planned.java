package dev.errand.local.demo;

import dev.errand.schemas.Command;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A command of the demo, and what must come of it.
 *
 * @param says what it does, for the reader
 * @param wants what must be true of its result, in words
 * @param holds the same as a test
 */
record Planned(Command command, String says, String wants, Predicate<Result> holds) {

  /** It must succeed with such an output. */
  static Planned succeeds(Command command, String says, String wants, Predicate<JsonNode> output) {
    return new Planned(
        command,
        says,
        wants,
        result -> result.status() == Status.SUCCEEDED && output.test(output(result)));
  }

  /** It must end like that, for that reason. */
  static Planned fails(Command command, String says, Status status, ProblemCode code) {
    return new Planned(
        command,
        says,
        status.wireName() + " because of " + code.wireName(),
        result ->
            result.status() == status
                && result.problem() != null
                && result.problem().code() == code);
  }

  /** Why a result is not the expected one, if it is not. */
  Optional<String> wrong(Result result) {
    return holds.test(result)
        ? Optional.empty()
        : Optional.of(
            "%s of %s (%s) ended %s, expected: %s"
                .formatted(
                    command.operation(), command.user(), command.id(), Ended.end(result), wants));
  }

  static JsonNode output(Result result) {
    return result.output() == null ? MissingNode.getInstance() : result.output();
  }
}
