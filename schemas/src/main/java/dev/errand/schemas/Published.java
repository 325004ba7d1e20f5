package dev.errand.schemas;

import dev.errand.schemas.mail.Bounce;
import dev.errand.schemas.mail.MailBounced;
import dev.errand.schemas.mail.MailReports;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * What is published of an end: the result of a command; of one that workers asked of themselves
 * only what it found, if anything. The same end is the same events, byte by byte and for ever.
 * Thread-safe.
 */
public final class Published {

  /** The type of the event that a mail came back. */
  public static final String BOUNCED = "dev.errand.mail.send.bounced";

  private static final URI SOURCE = URI.create("urn:errand");
  private static final URI SCHEMA = URI.create("urn:errand:mail.bounced:1");

  private static final ObjectReader READER =
      WireJson.mapper()
          .readerFor(MailReports.class)
          .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private Published() {}

  /** The events of an end, keyed by its user. */
  public static List<CloudEvent> of(Result result) {
    if (!OperationCatalog.isFollowUp(result.command()) || isAnswerToSomebody(result)) {
      return List.of(Results.write(result));
    }
    JsonNode output = result.output();
    return output == null
        ? List.of()
        : bounced(result.user(), READER.readValue(output), result.command().traceparent());
  }

  /** Our own are known; who else asks for such a thing is told that it does not exist. */
  private static boolean isAnswerToSomebody(Result result) {
    Problem problem = result.problem();
    return problem != null && problem.code() == ProblemCode.UNKNOWN_OPERATION;
  }

  private static List<CloudEvent> bounced(
      UserId user, MailReports found, @Nullable String traceparent) {
    return found.bounces().stream()
        .map(bounce -> bounced(user, found, bounce, traceparent))
        .toList();
  }

  private static CloudEvent bounced(
      UserId user, MailReports found, Bounce bounce, @Nullable String traceparent) {
    MailBounced data = new MailBounced(found.command(), found.internetMessageId(), bounce);
    CloudEventBuilder event =
        CloudEventBuilder.v1()
            .withId(found.command().id() + "/bounced/" + bounce.key())
            .withSource(SOURCE)
            .withType(BOUNCED)
            .withSubject(user.value())
            .withTime(bounce.at().atOffset(ZoneOffset.UTC))
            .withDataSchema(SCHEMA)
            .withData(Attributes.JSON, WireJson.mapper().writeValueAsBytes(data));
    if (traceparent != null) {
      event.withExtension(Attributes.TRACEPARENT, traceparent);
    }
    return event.build();
  }
}
