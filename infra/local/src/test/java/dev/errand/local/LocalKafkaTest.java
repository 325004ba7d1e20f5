package dev.errand.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaTest {

  @Test
  void whatWasAcknowledgedIsThereAfterAKillAndAfterAStop(@TempDir Path directory) throws Exception {
    try (LocalKafka kafka = new LocalKafka(directory, 0).start()) {
      send(kafka, "one");

      kafka.kill();
      assertThat(kafka.process().running()).isEmpty();
      kafka.start();
      send(kafka, "two");

      kafka.stop();
      assertThat(kafka.process().running()).isEmpty();
      kafka.start();
      assertThat(read(kafka)).containsExactly("one", "two");
    }
  }

  @Test
  void theTopicsOfErrandExist() throws Exception {
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of("bootstrap.servers", LocalKafka.shared().bootstrapServers()))) {
      assertThat(
              admin
                  .describeTopics(List.of(Topics.NOTE.commands(), Topics.MAIL.dead()))
                  .allTopicNames()
                  .get(10, TimeUnit.SECONDS)
                  .values())
          .allMatch(topic -> topic.partitions().size() == 12);
      ConfigResource connections =
          new ConfigResource(ConfigResource.Type.TOPIC, Topics.CONNECTIONS);
      assertThat(admin.describeConfigs(List.of(connections)).all().get(10, TimeUnit.SECONDS))
          .extractingByKey(connections)
          .satisfies(
              config ->
                  assertThat(config.entries())
                      .anyMatch(
                          entry ->
                              entry.name().equals("cleanup.policy")
                                  && entry.value().equals("compact")));
    }
  }

  private static void send(LocalKafka kafka, String word) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer
          .send(new ProducerRecord<>(Topics.NOTE.commands(), 0, "alice", word))
          .get(20, TimeUnit.SECONDS);
    }
  }

  private static List<String> read(LocalKafka kafka) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(Topics.NOTE.commands(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(20));
      return records.records(partition).stream().map(record -> record.value()).toList();
    }
  }
}
