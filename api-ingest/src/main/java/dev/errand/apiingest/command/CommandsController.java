package dev.errand.apiingest.command;

import dev.errand.apiingest.command.Submissions.Outcome;
import dev.errand.apiingest.problem.ProblemResponse;
import dev.errand.runtime.files.UploadProblems;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Takes commands, and tells what became of them. The user is always the token's subject. */
@RestController
@RequestMapping("/v1/commands")
final class CommandsController {

  /**
   * Narrower than a command's id on Kafka: it must come back unharmed in an address, in which a dot
   * or two alone are no name.
   */
  private static final Pattern ADDRESSABLE =
      Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~:@-]{1,128}");

  /** On Kafka an id that was refused has its result for good. */
  private static final String CORRECT_IT =
      "Correct it and send it again: nothing was accepted, and its Idempotency-Key is as free as"
          + " before";

  private final Submissions submissions;
  private final CommandStates states;

  CommandsController(Submissions submissions, CommandStates states) {
    this.submissions = submissions;
    this.states = states;
  }

  /** Answers 202 only when the command is on Kafka for good, and the same for every repetition. */
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Object> submit(
      UserId user,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestHeader(name = "traceparent", required = false) @Nullable String traceparent,
      InputStream body)
      throws IOException {
    if (key == null || !ADDRESSABLE.matcher(key).matches()) {
      return ProblemResponse.of(HttpStatus.BAD_REQUEST, needsKey());
    }
    CommandId id = new CommandId(key);
    return switch (submissions.submit(user, id, traceparent, body)) {
      case Outcome.Taken(CommandState state) ->
          ResponseEntity.accepted().location(address(id)).body(state);
      case Outcome.NotValid(Problem problem) ->
          ProblemResponse.of(HttpStatus.BAD_REQUEST, problem.action(CORRECT_IT));
      case Outcome.TooLarge() -> ProblemResponse.of(HttpStatus.CONTENT_TOO_LARGE, tooLarge());
      case Outcome.OtherContent() -> ProblemResponse.of(HttpStatus.CONFLICT, otherContent());
      case Outcome.NoUpload() ->
          ProblemResponse.of(HttpStatus.BAD_REQUEST, UploadProblems.notThere());
      case Outcome.AnothersUpload() ->
          ProblemResponse.of(HttpStatus.CONFLICT, UploadProblems.anothers());
      case Outcome.NotPublished() -> comeBack();
    };
  }

  @GetMapping("/{id}")
  ResponseEntity<Object> state(UserId user, @PathVariable String id) {
    return CommandId.fits(id)
        ? states
            .find(user, new CommandId(id))
            .<ResponseEntity<Object>>map(ResponseEntity::ok)
            .orElseGet(CommandsController::unknown)
        : unknown();
  }

  private static URI address(CommandId id) {
    return UriComponentsBuilder.fromPath("/v1/commands")
        .pathSegment("{id}")
        .encode()
        .buildAndExpand(id.value())
        .toUri();
  }

  /** The same for what never was and for what is somebody else's. */
  private static ResponseEntity<Object> unknown() {
    return ProblemResponse.of(
        HttpStatus.NOT_FOUND,
        Problem.of(ProblemCode.NOT_FOUND, "You have no command of that id")
            .detail("Commands are remembered for seven days."));
  }

  private static Problem needsKey() {
    return Problem.of(ProblemCode.INVALID_COMMAND, "The header Idempotency-Key is missing or wrong")
        .detail("It names the command: 1 to 128 letters, digits and . _ ~ : @ -, not . or .. alone")
        .action("Make a UUIDv7 for each new command, and repeat it when you repeat the call");
  }

  private static Problem tooLarge() {
    return Problem.of(ProblemCode.INVALID_COMMAND, "The command is too large")
        .detail("A command has at most " + Submissions.MAX_BODY_BYTES + " bytes.");
  }

  private static Problem otherContent() {
    return Problem.of(ProblemCode.CONFLICT, "That Idempotency-Key names another command of yours")
        .action("Use a new key for a new command");
  }

  private static ResponseEntity<Object> comeBack() {
    ResponseEntity<Object> problem =
        ProblemResponse.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            Problem.of(ProblemCode.INTERNAL, "The command could not be published")
                .action("Repeat the same call with the same Idempotency-Key in a few seconds")
                .canRetry());
    return ResponseEntity.status(problem.getStatusCode())
        .headers(problem.getHeaders())
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(problem.getBody());
  }
}
