package dev.errand.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.kafka.EventCodec.Decoded;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Commands;
import dev.errand.schemas.JsonEventFormat;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Published;
import dev.errand.schemas.Reading;
import dev.errand.schemas.Result;
import dev.errand.schemas.Results;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import dev.errand.schemas.mail.Bounce;
import dev.errand.schemas.mail.FailedRecipient;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailReports;
import dev.errand.schemas.mail.OriginalCommand;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Records as they are on the wire, byte by byte, in files: the headers in the order of their names,
 * an empty line, the value. A change that makes one of these tests red breaks those who are
 * connected to us already.
 */
class GoldenWireTest {

  private static final OperationCatalog CATALOG = new OperationCatalog();
  private static final String BOUNCED = "mail.send.bounced";

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandIsWrittenAsTheBytesItWasReadFrom(String file) {
    Command command = command(file);

    assertThat(text(EventCodec.encode(topics(command).commands(), Commands.write(command))))
        .isEqualTo(golden(file));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandIsTheSameInBothModes(String file) {
    Command command = command(file);
    RecordHeaders headers = new RecordHeaders();
    headers.add("content-type", "application/cloudevents+json".getBytes(UTF_8));
    byte[] value = new JsonEventFormat().serialize(Commands.write(command));

    assertThat(read(topics(command), headers, value)).isEqualTo(new Reading.Accepted(command));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandBindsToItsRecordAndBack(String file) {
    Command command = command(file);
    Class<?> input = CATALOG.find(command.operation()).orElseThrow().input();

    assertThat(rebound(command.data(), input)).isEqualTo(command.data());
  }

  @ParameterizedTest
  @MethodSource("results")
  void aResultIsWrittenAsTheBytesItWasReadFrom(String file) {
    CloudEvent written = Results.write(Results.read(event(file)));

    assertThat(text(EventCodec.encode(Topics.NOTE.results(), written))).isEqualTo(golden(file));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void anOutputIsWhatItsSchemaSaysAndBindsToItsRecordAndBack(String file) {
    OperationName operation =
        new OperationName(
            file.replaceFirst("(\\.enhanced|\\.large|\\.postponed)?\\.succeeded", ""));
    JsonNode output = Objects.requireNonNull(Results.read(event(file)).output());

    assertThat(CATALOG.validateOutput(operation, output)).isEqualTo(new Validation.Valid(output));
    assertThat(rebound(output, CATALOG.find(operation).orElseThrow().output())).isEqualTo(output);
  }

  @Test
  void everyOperationAndEveryStatusIsPinned() {
    assertThat(commands().filter(file -> file.split("\\.").length == 3))
        .hasSameSizeAs(CATALOG.entries());
    assertThat(outputs().filter(file -> file.split("\\.").length == 3))
        .hasSameSizeAs(CATALOG.entries());
    assertThat(results().map(file -> Results.read(event(file)).status())).contains(Status.values());
  }

  private static Stream<String> commands() {
    return files().filter(file -> file.endsWith(".command"));
  }

  private static Stream<String> outputs() {
    return files().filter(file -> file.endsWith(".succeeded"));
  }

  @Test
  void thatAMailCameBackIsWrittenAsTheseBytes() {
    MailReports found =
        new MailReports(
            new OriginalCommand(
                "command-6",
                "dev.errand.mail.send",
                "urn:example:agent",
                "assistant-1",
                "conversation-7",
                null),
            "<1@example.com>",
            List.of(
                new Bounce(
                    "AAMkAGI=",
                    Instant.parse("2026-01-02T03:06:08Z"),
                    List.of(
                        new FailedRecipient("ada@example.com", "5.1.1"),
                        new FailedRecipient("grace@example.com", null)))));
    Result look =
        new Result(
            new UserId("alice"),
            new Result.Answered(
                new CommandId("delivery-1"),
                MailOperations.MAIL_DELIVERY.commandType(),
                "urn:errand",
                null,
                null,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
            Status.SUCCEEDED,
            WireJson.mapper().valueToTree(found),
            null,
            1,
            new Timing(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Map.of()));

    assertThat(Published.of(look))
        .singleElement()
        .extracting(event -> text(EventCodec.encode(Topics.MAIL.results(), event)))
        .isEqualTo(golden(BOUNCED));
  }

  private static Stream<String> results() {
    return files().filter(file -> !file.endsWith(".command") && !file.equals(BOUNCED));
  }

  private static Command command(String file) {
    ProducerRecord<byte[], byte[]> record = record(file);
    OperationName operation =
        new OperationName(file.replaceFirst("(\\.replay|\\.hold|\\.enhanced)?\\.command", ""));
    Reading reading = read(Topics.of(operation), record.headers(), record.value());
    assertThat(reading).isInstanceOf(Reading.Accepted.class);
    return ((Reading.Accepted) reading).command();
  }

  private static Topics topics(Command command) {
    return Topics.of(command.operation());
  }

  private static Reading read(
      Topics topics, Iterable<org.apache.kafka.common.header.Header> headers, byte[] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(topics.commands(), 0, 0, "alice".getBytes(UTF_8), value);
    headers.forEach(record.headers()::add);
    return EventCodec.read(new Commands(CATALOG, topics), record);
  }

  private static CloudEvent event(String file) {
    ProducerRecord<byte[], byte[]> record = record(file);
    Decoded decoded = EventCodec.decode(record.headers(), record.value());
    assertThat(decoded).isInstanceOf(Decoded.Event.class);
    return ((Decoded.Event) decoded).event();
  }

  private static JsonNode rebound(JsonNode json, Class<?> type) {
    return WireJson.mapper().valueToTree(WireJson.mapper().treeToValue(json, type));
  }

  private static ProducerRecord<byte[], byte[]> record(String file) {
    String[] parts = golden(file).split("\n\n", 2);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("any", parts[1].getBytes(UTF_8));
    parts[0]
        .lines()
        .map(line -> line.split(": ", 2))
        .forEach(header -> record.headers().add(header[0], header[1].getBytes(UTF_8)));
    return record;
  }

  private static String text(ProducerRecord<byte[], byte[]> record) {
    assertThat(record.key()).isEqualTo("alice".getBytes(UTF_8));
    return Arrays.stream(record.headers().toArray())
            .map(header -> header.key() + ": " + new String(header.value(), UTF_8) + "\n")
            .sorted()
            .collect(Collectors.joining())
        + "\n"
        + new String(record.value(), UTF_8);
  }

  private static String golden(String file) {
    try {
      return Files.readString(folder().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> files() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Path.of(GoldenWireTest.class.getResource("/golden").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
