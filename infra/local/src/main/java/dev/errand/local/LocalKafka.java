package dev.errand.local;

import dev.errand.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real Kafka broker (KRaft, one node) in a JVM of its own.
 *
 * <p>Its data survives {@link #kill} and {@link #stop}; {@link #start} serves it again on the same
 * port. The topics of Errand exist once {@link #start} returns, unless one asks for a broker
 * without them. Thread-safe.
 */
public final class LocalKafka implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final int port;
  private final int controllerPort;
  private final ServerProcess process;

  /**
   * A broker that is not started yet.
   *
   * @param directory for its data, settings, log and pid file; made if missing
   * @param port on the loopback address; 0: any free one, the same for all its restarts
   */
  public LocalKafka(Path directory, int port) {
    this(directory, port, 0);
  }

  /**
   * The same with a fixed port for its controller, so that a later JVM can start it again.
   *
   * @param controllerPort 0: any free one
   */
  public LocalKafka(Path directory, int port, int controllerPort) {
    this.directory = directory;
    this.port = FreePort.orAny(port);
    this.controllerPort = FreePort.orAny(controllerPort);
    this.process = new ServerProcess("kafka", directory);
  }

  /** The one broker of this JVM: started at the first call, gone with the JVM. */
  public static LocalKafka shared() {
    return Shared.KAFKA;
  }

  /** Starts it, waits until it serves, and makes the topics of Errand that are missing. */
  public synchronized LocalKafka start() {
    launch();
    awaitServing();
    return this;
  }

  /** Starts it without waiting; nothing happens if it runs. */
  public synchronized void launch() {
    if (process.running().isEmpty()) {
      Path settings = KafkaStorage.prepare(directory, port, controllerPort);
      process.start(
          OwnJava.command(
              List.of(
                  "-Xmx384m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+AutoCreateSharedArchive",
                  "-XX:SharedArchiveFile=" + directory.resolve("kafka.jsa"),
                  "-Xlog:disable",
                  "-Dlogback.configurationFile=dev/errand/local/kafka-logback.xml"),
              "kafka.Kafka",
              List.of(settings.toString())),
          Map.of());
    }
  }

  /** Waits until it serves, and makes the topics of Errand that are missing. */
  public synchronized void awaitServing() {
    try (Admin admin = admin()) {
      process.awaitServing(PATIENCE, () -> answers(admin));
      createMissing(admin, errandTopics());
    }
  }

  /** Asks it to end, and waits until it has. */
  public synchronized void stop() {
    process.stop(Duration.ofSeconds(20));
  }

  /** SIGKILL. */
  public synchronized void kill() {
    process.kill();
  }

  @Override
  public void close() {
    kill();
  }

  /** For {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  public ServerProcess process() {
    return process;
  }

  /** Makes those of the topics that do not exist yet. */
  public void createTopics(List<NewTopic> topics) {
    try (Admin admin = admin()) {
      createMissing(admin, topics);
    }
  }

  private static List<NewTopic> errandTopics() {
    List<NewTopic> topics = new ArrayList<>();
    for (Topics kind : List.of(Topics.NOTE, Topics.MAIL)) {
      for (String name : List.of(kind.commands(), kind.results(), kind.dead())) {
        topics.add(new NewTopic(name, Topics.LOCAL_PARTITIONS, (short) 1));
      }
    }
    topics.add(
        new NewTopic(Topics.CONNECTIONS, Topics.LOCAL_PARTITIONS, (short) 1)
            .configs(Map.of("cleanup.policy", "compact")));
    return topics;
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
            AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 50,
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200));
  }

  /** Up means: the broker is not fenced any more, so that it can lead partitions. */
  private static boolean answers(Admin admin) {
    try {
      return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for Kafka", e);
    }
  }

  private static void createMissing(Admin admin, List<NewTopic> topics) {
    try {
      Set<String> present = new HashSet<>(admin.listTopics().names().get(30, TimeUnit.SECONDS));
      List<NewTopic> missing =
          topics.stream().filter(topic -> !present.contains(topic.name())).toList();
      admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Could not make the topics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while making the topics", e);
    }
  }

  private static final class Shared {
    static final LocalKafka KAFKA =
        new LocalKafka(TestDirectory.create("kafka", () -> Shared.KAFKA.kill()), 0).start();
  }
}
