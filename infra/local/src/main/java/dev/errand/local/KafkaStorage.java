package dev.errand.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.tools.StorageTool;

/** The settings file and the formatted data directory of a one-node broker. */
final class KafkaStorage {

  private static final int NODE = 1;
  private static final String CLUSTER = "ErrandLocalClusterAAAA"; // 16 bytes in base64

  private KafkaStorage() {}

  /**
   * Makes what is missing.
   *
   * @return the settings file
   */
  static Path prepare(Path directory, int port, int controllerPort) {
    Path data = directory.resolve("data");
    Path settings = directory.resolve("server.properties");
    try {
      Files.createDirectories(data);
      Files.writeString(settings, settings(data, port, controllerPort));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!Files.exists(data.resolve("meta.properties"))) {
      format(settings);
    }
    return settings;
  }

  private static String settings(Path data, int port, int controllerPort) {
    return """
    process.roles=broker,controller
    node.id=%1$d
    listeners=BROKER://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%3$d
    advertised.listeners=BROKER://localhost:%2$d
    listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
    inter.broker.listener.name=BROKER
    controller.listener.names=CONTROLLER
    controller.quorum.voters=%1$d@127.0.0.1:%3$d
    log.dirs=%4$s
    auto.create.topics.enable=false
    # One node: what is replicated elsewhere has one replica here, and few partitions.
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=4
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=2
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    share.coordinator.state.topic.num.partitions=1
    group.initial.rebalance.delay.ms=0
    # A killed broker may come back only when its old session has ended.
    broker.session.timeout.ms=6000
    broker.heartbeat.interval.ms=500
    # Small: 384 MB of heap, two cores.
    num.network.threads=2
    num.io.threads=4
    background.threads=2
    log.cleaner.dedupe.buffer.size=8388608
    log.index.size.max.bytes=1048576
    log.segment.bytes=67108864
    """
        .formatted(NODE, port, controllerPort, data);
  }

  /** What the command {@code kafka-storage format} does. */
  private static void format(Path settings) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] arguments = {"format", "--cluster-id", CLUSTER, "--config", settings.toString()};
    try (PrintStream out = new PrintStream(said, false, StandardCharsets.UTF_8)) {
      if (StorageTool.execute(arguments, out) != 0) {
        throw new IllegalStateException(
            "Kafka's data directory: " + said.toString(StandardCharsets.UTF_8));
      }
    }
  }
}
