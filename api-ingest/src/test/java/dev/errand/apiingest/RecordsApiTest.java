package dev.errand.apiingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.runtime.kafka.EventCodec;
import dev.errand.schemas.Command;
import dev.errand.schemas.Commands;
import dev.errand.schemas.Topics;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Dead records lie on a real topic. */
abstract class RecordsApiTest extends OperatorApiTest {

  final ProducerRecord<byte[], byte[]> record(Command command) {
    return EventCodec.encode(Topics.NOTE.dead(), Commands.write(command));
  }

  /** Buries a record as a worker does. */
  final String buried(ProducerRecord<byte[], byte[]> record, String from, @Nullable String cut) {
    return buried(record, from, cut, "invalid_command");
  }

  final String buried(
      ProducerRecord<byte[], byte[]> record, String from, @Nullable String cut, String code) {
    record
        .headers()
        .add("errand-code", code.getBytes(UTF_8))
        .add("errand-reason", "the data is not valid".getBytes(UTF_8))
        .add("errand-topic", from.getBytes(UTF_8))
        .add("errand-partition", "3".getBytes(UTF_8))
        .add("errand-offset", "7".getBytes(UTF_8));
    if (cut != null) {
      record.headers().add("errand-cut-from", cut.getBytes(UTF_8));
    }
    var place = kafka.send(record).orTimeout(20, TimeUnit.SECONDS).join().getRecordMetadata();
    return RECORDS + "/" + place.partition() + "/" + place.offset();
  }

  final String buried(Command command) {
    return buried(record(command), Topics.NOTE.commands(), null);
  }

  final void buried(ProducerRecord<byte[], byte[]> record, String code) {
    buried(record, Topics.NOTE.commands(), null, code);
  }
}
