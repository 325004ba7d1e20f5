package dev.errand.apiingest.operator;

import dev.errand.runtime.kafka.EventCodec;
import dev.errand.runtime.kafka.EventCodec.Decoded;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import io.cloudevents.CloudEvent;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whose command a record names.
 *
 * @param event the record as an event, if it is one
 */
record NamedRecord(UserId user, CommandId command, @Nullable CloudEvent event) {

  static Optional<NamedRecord> of(ConsumerRecord<byte[], byte[]> record) {
    return switch (EventCodec.decode(record.headers(), record.value())) {
      case Decoded.Event(CloudEvent event) -> named(event.getSubject(), event.getId(), event);
      case Decoded.Garbled(Map<String, String> attributes, String _) ->
          named(attributes.get("subject"), attributes.get("id"), null);
    };
  }

  private static Optional<NamedRecord> named(
      @Nullable String subject, @Nullable String id, @Nullable CloudEvent event) {
    return subject != null && id != null && UserId.fits(subject) && CommandId.fits(id)
        ? Optional.of(new NamedRecord(new UserId(subject), new CommandId(id), event))
        : Optional.empty();
  }
}
