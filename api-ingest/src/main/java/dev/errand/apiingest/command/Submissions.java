package dev.errand.apiingest.command;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Commands;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.OwnTimes;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Reading;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a command in four steps: read, check, record, publish. Thread-safe.
 *
 * <ol>
 *   <li>What it takes is what a worker accepts: the check is the one that reads Kafka.
 *   <li>It records before it publishes, and confirms after Kafka has: a call that broke off in
 *       between is repeated with the same id, and the workers know an id again.
 *   <li>The uploads that it names are the command's from when it is recorded on. One that cannot
 *       have them is refused, and its id is as unused as before.
 * </ol>
 */
final class Submissions {

  /** One megabyte, more than any data a command may have. */
  static final int MAX_BODY_BYTES = 1_048_576;

  private static final URI SOURCE = URI.create(Command.FROM_API);

  private final OperationCatalog catalog;
  private final Map<Topics, Commands> readers;
  private final Acceptances acceptances;
  private final CommandStates states;
  private final CommandPublisher publisher;
  private final Clock clock;

  Submissions(
      OperationCatalog catalog,
      Acceptances acceptances,
      CommandStates states,
      CommandPublisher publisher,
      Clock clock) {
    this.catalog = catalog;
    this.readers =
        Map.of(
            Topics.NOTE, Commands.overHttp(catalog, Topics.NOTE),
            Topics.MAIL, Commands.overHttp(catalog, Topics.MAIL));
    this.acceptances = acceptances;
    this.states = states;
    this.publisher = publisher;
    this.clock = clock;
  }

  /** How a submission ends. Only {@link Taken} promises that the command will have a result. */
  sealed interface Outcome {

    record Taken(CommandState state) implements Outcome {}

    record NotValid(Problem problem) implements Outcome {}

    record TooLarge() implements Outcome {}

    /** The id names a command with another content. */
    record OtherContent() implements Outcome {}

    /** There is no such upload. */
    record NoUpload() implements Outcome {}

    /** Another command of its user has an upload that it names. */
    record AnothersUpload() implements Outcome {}

    /** Kafka did not confirm. The command may be there all the same; repeating is safe. */
    record NotPublished() implements Outcome {}
  }

  Outcome submit(UserId user, CommandId id, @Nullable String traceparent, InputStream body)
      throws IOException {
    byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      return new Outcome.TooLarge();
    }
    return switch (CommandRequest.parse(bytes)) {
      case CommandRequest.Parsed.Request(CommandRequest request) ->
          check(user, id, traceparent, request);
      case CommandRequest.Parsed.Garbled(String reasons) ->
          new Outcome.NotValid(
              Problem.of(ProblemCode.INVALID_COMMAND, "The request is not valid").detail(reasons));
    };
  }

  private Outcome check(
      UserId user, CommandId id, @Nullable String traceparent, CommandRequest request) {
    Optional<OperationCatalog.Entry> operation = find(request.operation());
    if (operation.isEmpty()) {
      return new Outcome.NotValid(
          Problem.of(ProblemCode.UNKNOWN_OPERATION, "There is no such operation"));
    }
    CloudEvent event = event(user, id, operation.get().name(), traceparent, request);
    return switch (read(operation.get().topics(), event, user)) {
      case Reading.Accepted(Command command) -> inTime(command, request.fingerprint());
      case Reading.Rejected rejected -> new Outcome.NotValid(rejected.problem());
      case Reading.Unreadable unreadable ->
          throw new IllegalStateException("An event with a user and an id can be answered");
    };
  }

  private Optional<OperationCatalog.Entry> find(String operation) {
    return catalog.entries().stream()
        .filter(entry -> entry.name().value().equals(operation))
        .findFirst();
  }

  private Reading read(Topics topics, CloudEvent event, UserId user) {
    Commands reader = readers.get(topics);
    if (reader == null) {
      throw new IllegalStateException("No reader for " + topics.commands());
    }
    return reader.read(event, user.value().getBytes(StandardCharsets.US_ASCII));
  }

  /** One that is known was in time when it came first: it is answered as it was then. */
  private Outcome inTime(Command command, byte[] fingerprint) {
    Optional<Problem> refusal = OwnTimes.refusal(command, clock.instant());
    return refusal.isPresent() && acceptances.find(command.user(), command.id()).isEmpty()
        ? new Outcome.NotValid(refusal.get())
        : record(command, fingerprint);
  }

  private Outcome record(Command command, byte[] fingerprint) {
    return switch (acceptances.claim(command, fingerprint)) {
      case TAKEN_BEFORE -> new Outcome.Taken(state(command));
      case OTHER_CONTENT -> new Outcome.OtherContent();
      case TO_PUBLISH -> publish(command);
      case NO_UPLOAD -> new Outcome.NoUpload();
      case ANOTHERS_UPLOAD -> new Outcome.AnothersUpload();
    };
  }

  private Outcome publish(Command command) {
    if (!publisher.publish(command)) {
      return new Outcome.NotPublished();
    }
    acceptances.published(command);
    return new Outcome.Taken(accepted(command));
  }

  /** As it is by now. */
  private CommandState state(Command command) {
    return states.find(command.user(), command.id()).orElseGet(() -> accepted(command));
  }

  private static CommandState accepted(Command command) {
    return CommandState.accepted(command.id(), command.operation().value());
  }

  private static CloudEvent event(
      UserId user,
      CommandId id,
      OperationName operation,
      @Nullable String traceparent,
      CommandRequest request) {
    CloudEventBuilder event =
        CloudEventBuilder.v1()
            .withId(id.value())
            .withSource(SOURCE)
            .withType(operation.commandType())
            .withSubject(user.value())
            .withData("application/json", WireJson.mapper().writeValueAsBytes(request.data()));
    extension(event, "priority", request.priority());
    extension(event, "deadline", request.deadline());
    extension(event, "hold", request.hold());
    extension(event, "notbefore", request.notBefore());
    extension(event, "undo", request.undo());
    extension(event, "agent", request.agent());
    extension(event, "conversation", request.conversation());
    extension(event, "traceparent", traceparent);
    return event.build();
  }

  private static void extension(CloudEventBuilder event, String name, @Nullable String value) {
    if (value != null) {
      event.withExtension(name, value);
    }
  }
}
