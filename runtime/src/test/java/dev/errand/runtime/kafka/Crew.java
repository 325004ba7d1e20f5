package dev.errand.runtime.kafka;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalKafka;
import dev.errand.local.LocalPostgres;
import dev.errand.pipeline.engine.Engine;
import dev.errand.pipeline.engine.EngineObserver;
import dev.errand.pipeline.engine.EngineSettings;
import dev.errand.pipeline.engine.Outside;
import dev.errand.pipeline.engine.Time;
import dev.errand.pipeline.engine.Work;
import dev.errand.pipeline.journal.Partition;
import dev.errand.runtime.kafka.EventCodec.Decoded;
import dev.errand.runtime.postgres.PostgresJournal;
import dev.errand.runtime.postgres.PostgresPartitionCounts;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Commands;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import dev.errand.schemas.Results;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import dev.errand.schemas.WireJson;
import dev.errand.schemas.mail.MailOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Workers of one group on the real broker and a real database, with mail topics of their own that
 * are made anew, and a provider that records.
 */
final class Crew implements AutoCloseable {

  /** A lock: one crew at a time, since they have the same topics. Others do not use these. */
  static final String ALONE = "crew";

  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Topics TOPICS = Topics.MAIL;
  private static final LocalKafka KAFKA = LocalKafka.shared();

  final Recording provider = new Recording();
  final AtomicInteger misplaced = new AtomicInteger();
  private final GroupProtocol protocol;
  private final Duration producersHear;
  private final LocalDatabase database = LocalPostgres.shared().freshDatabase();
  private final HikariDataSource pool = pool(database);
  private final List<Member> members = new ArrayList<>();
  private final Admin admin = Admin.create(servers());
  private final KafkaConsumer<byte[], byte[]> results;
  private final Map<String, Result> seen = new HashMap<>();
  private final List<String> dead = new ArrayList<>();

  Crew(GroupProtocol protocol, int partitions, Duration producersHear) {
    this.protocol = protocol;
    this.producersHear = producersHear;
    var _ = Flyway.configure().dataSource(pool).load().migrate();
    anew(new NewTopic(TOPICS.commands(), partitions, (short) 1));
    anew(new NewTopic(TOPICS.results(), 3, (short) 1));
    anew(new NewTopic(TOPICS.dead(), 3, (short) 1));
    Map<String, Object> settings = servers();
    settings.put("group.id", "crew-results-" + database.jdbcUrl());
    settings.put("auto.offset.reset", "earliest");
    results =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    results.subscribe(List.of(TOPICS.results(), TOPICS.dead()));
  }

  private static Map<String, Object> servers() {
    return new HashMap<>(
        Map.of("bootstrap.servers", KAFKA.bootstrapServers(), "metadata.max.age.ms", 1_000));
  }

  private static HikariDataSource pool(LocalDatabase role) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(role.jdbcUrl());
    config.setUsername(role.user());
    config.setPassword(role.password());
    config.setMaximumPoolSize(6);
    return new HikariDataSource(config);
  }

  private void anew(NewTopic topic) {
    try {
      done(admin.deleteTopics(List.of(topic.name())).all());
    } catch (ExecutionException missing) {
      if (!(missing.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw new IllegalStateException(missing);
      }
    }
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              done(admin.createTopics(List.of(topic)).all());
              return true;
            });
  }

  private static <T> T done(KafkaFuture<T> asked) throws ExecutionException {
    try {
      return asked.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  void grow(int partitions) {
    try {
      var _ =
          done(
              admin
                  .createPartitions(Map.of(TOPICS.commands(), NewPartitions.increaseTo(partitions)))
                  .all());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A worker of the group, started. */
  Member join() {
    Member member = new Member();
    members.add(member);
    member.consumer.start();
    return member;
  }

  final class Member {
    private final HikariDataSource own = pool(database.as("errand_worker"));
    private final KafkaTemplate<byte[], byte[]> kafka = WorkerKafka.template(servers());
    private final Growth growth =
        new Growth(
            TOPICS.commands(),
            new AskBroker(servers(), TOPICS.commands()),
            new PostgresPartitionCounts(own),
            Time.real().clock(),
            producersHear);
    private final Engine engine =
        new Engine(
            new Outside(
                new PostgresJournal(own), WorkerKafka.results(kafka, TOPICS), provider, growth),
            Work.of(provider, List.of(provider)),
            EngineSettings.defaults(),
            EngineObserver.NONE,
            Time.real());
    final CommandConsumer consumer =
        WorkerKafka.commands(
            new CommandSource(TOPICS, "crew-" + database.jdbcUrl(), servers(), protocol, false),
            engine,
            growth,
            new OperationCatalog(),
            kafka,
            new ConsumerObserver() {
              @Override
              public void misplaced() {
                misplaced.incrementAndGet();
              }
            },
            Time.real());
    private boolean over;

    /** How many of the partitions Kafka gave it are its own. */
    long owns() {
      return consumer.state().assigned().stream().filter(engine::owns).count();
    }

    Member awaitOwns(int partitions) {
      await().atMost(PATIENCE).until(() -> owns() >= partitions);
      return this;
    }

    /** As an orderly shutdown does. */
    void leave() {
      if (!over) {
        over = true;
        consumer.stop();
        close();
      }
    }

    /** From one moment to the next it can write nothing; what it has sent is on its way. */
    void die() {
      over = true;
      own.close();
      Set<Partition> had = consumer.state().assigned();
      engine.lost(had);
      consumer.stop();
      close();
    }

    private void close() {
      engine.close();
      growth.close();
      own.close();
      kafka.destroy();
    }
  }

  static Command command(String user, int number) {
    return new Command(
        new UserId(user),
        new CommandId(user + "-" + number),
        MailOperations.FOLDER_LIST,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        WireJson.mapper().createObjectNode());
  }

  /** The ids of a user's commands, from the first number to before the last. */
  static List<String> ids(String user, int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> user + "-" + n).toList();
  }

  KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(servers(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** What it sends is followed by an offset without a record, in each partition. */
  KafkaProducer<byte[], byte[]> transactionalProducer() {
    Map<String, Object> settings = servers();
    settings.put("transactional.id", "crew-" + database.jdbcUrl());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** As the broker does with what has become too old. */
  void dropAll(int partitions) {
    try {
      var _ =
          done(
              admin
                  .deleteRecords(
                      IntStream.range(0, partitions)
                          .boxed()
                          .collect(
                              Collectors.toMap(
                                  each -> new TopicPartition(TOPICS.commands(), each),
                                  each -> RecordsToDelete.beforeOffset(-1))))
                  .all());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many orders wait for a cause, and it is written down. */
  long waitFor(WaitCause cause) {
    return JdbcClient.create(pool)
        .sql("select count(*) from park where cause = :cause and not_before > now()")
        .param("cause", cause.name())
        .query(Long.class)
        .single();
  }

  /** Sends each user's commands of these numbers, and waits until Kafka has them. */
  static void publish(
      KafkaProducer<byte[], byte[]> producer, List<String> users, int from, int to) {
    for (int number = from; number < to; number++) {
      for (String user : users) {
        var _ = producer.send(record(command(user, number)));
      }
    }
    producer.flush();
  }

  static ProducerRecord<byte[], byte[]> record(Command command) {
    return EventCodec.encode(TOPICS.commands(), Commands.write(command));
  }

  /** Waits for so many results, of different commands. A copy must be the same as the first. */
  Map<String, Result> results(int count) {
    await().atMost(PATIENCE).until(() -> poll() >= count);
    return Map.copyOf(seen);
  }

  private int poll() {
    for (ConsumerRecord<byte[], byte[]> record : results.poll(Duration.ofMillis(100))) {
      if (!(EventCodec.decode(record.headers(), record.value())
          instanceof Decoded.Event(var event))) {
        throw new AssertionError("A result that is no event");
      }
      if (record.topic().equals(TOPICS.dead())) {
        dead.add(event.getId());
      } else {
        Result result = Results.read(event);
        Result before = seen.putIfAbsent(result.id(), result);
        if (before != null && !before.equals(result)) {
          throw new AssertionError("Two different results of " + result.id());
        }
      }
    }
    return seen.size();
  }

  /** The ids of what lies on the dead topic, once there is so much. */
  List<String> dead(int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var _ = poll();
              return dead.size() >= count;
            });
    return List.copyOf(dead);
  }

  /** How many records the journal has taken in. */
  long takenIn() {
    return JdbcClient.create(pool)
        .sql("select coalesce(sum(next_offset), 0) from lane_position")
        .query(Long.class)
        .single();
  }

  /** The numbers of partitions that matter still. */
  Set<Integer> counts() {
    return JdbcClient.create(pool)
        .sql("select count from partition_count where settled is null")
        .query(Integer.class)
        .list()
        .stream()
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    members.forEach(Member::leave);
    results.close();
    admin.close(Duration.ZERO);
    pool.close();
  }
}
