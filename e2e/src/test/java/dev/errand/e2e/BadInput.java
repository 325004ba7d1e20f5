package dev.errand.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.note.NoteOperations;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records that nobody should publish and somebody will: each a good {@code note.search} or {@code
 * mail.send} but for one thing, written header by header as a producer of any language would.
 */
enum BadInput {
  /** Names neither a user nor a command, so there is nobody to answer. */
  UNDECODABLE_BYTES(null, null) {
    @Override
    void spoil(Raw raw) {
      raw.noHeaders();
      raw.value = new byte[] {(byte) 0xC3, 0x28, 0x00, (byte) 0xFF, 'c', 'a', 'n', 'a', 'r', 'y'};
    }
  },
  UNDECODABLE_BYTES_OF_A_KNOWN_USER(Status.REJECTED, ProblemCode.INVALID_COMMAND) {
    @Override
    void spoil(Raw raw) {
      raw.value = new byte[] {(byte) 0xC3, 0x28, 0x00, (byte) 0xFF, 'c', 'a', 'n', 'a', 'r', 'y'};
    }
  },
  NO_VALUE(Status.REJECTED, ProblemCode.INVALID_COMMAND) {
    @Override
    void spoil(Raw raw) {
      raw.value = null;
    }
  },
  BROKEN_STRUCTURED_EVENT(null, null) {
    @Override
    void spoil(Raw raw) {
      raw.noHeaders();
      raw.header("content-type", "application/cloudevents+json");
      raw.value = "{\"specversion\":\"1.0\",\"canary\":".getBytes(UTF_8);
    }
  },
  WRONG_CONTENT_TYPE(Status.REJECTED, ProblemCode.INVALID_COMMAND) {
    @Override
    void spoil(Raw raw) {
      raw.header("content-type", "application/x-canary");
    }
  },
  UNKNOWN_OPERATION(Status.REJECTED, ProblemCode.UNKNOWN_OPERATION) {
    @Override
    void spoil(Raw raw) {
      raw.header("ce_type", "dev.errand.note.canary");
    }
  },
  OPERATION_OF_ANOTHER_TOPIC(Status.REJECTED, ProblemCode.UNKNOWN_OPERATION) {
    @Override
    void spoil(Raw raw) {
      raw.header("ce_type", MailOperations.MAIL_LIST.commandType());
      raw.data("{}");
    }
  },
  UNKNOWN_FIELD(Status.REJECTED, ProblemCode.INVALID_COMMAND) {
    @Override
    void spoil(Raw raw) {
      raw.data("{\"query\":\"plans\",\"colour\":\"canary\"}");
    }
  },
  MISSING_SUBJECT(null, null) {
    @Override
    void spoil(Raw raw) {
      raw.headers().remove("ce_subject");
    }
  },
  MISSING_ID(null, null) {
    @Override
    void spoil(Raw raw) {
      raw.headers().remove("ce_id");
    }
  },
  PAYLOAD_OF_900_KB(Status.REJECTED, ProblemCode.INVALID_COMMAND) {
    @Override
    void spoil(Raw raw) {
      raw.operation(
          NoteOperations.NOTE_CREATE, json().put("markdown", "canary ".repeat(900 * 1024 / 7)));
    }
  },
  /** It fits into a topic; with our reason beside it, it does not. */
  RECORD_OF_ALMOST_A_MEGABYTE(Status.REJECTED, ProblemCode.INVALID_COMMAND) {
    @Override
    void spoil(Raw raw) {
      String largest = "x".repeat(MOST_A_PRODUCER_SENDS - 350 - CANARY.length());
      raw.operation(
          NoteOperations.NOTE_CREATE, json().put("title", "t").put("markdown", CANARY + largest));
    }

    @Override
    boolean isCut() {
      return true;
    }
  },
  KEY_IS_NOT_THE_SUBJECT(Status.REJECTED, ProblemCode.INVALID_COMMAND) {
    @Override
    void spoil(Raw raw) {
      raw.key = "canary".getBytes(UTF_8);
    }
  },
  NO_KEY(Status.REJECTED, ProblemCode.INVALID_COMMAND) {
    @Override
    void spoil(Raw raw) {
      raw.key = null;
    }
  },
  DEADLINE_THAT_IS_NO_TIME(Status.REJECTED, ProblemCode.INVALID_COMMAND) {
    @Override
    void spoil(Raw raw) {
      raw.header("ce_deadline", "canary");
    }
  },
  PASSED_DEADLINE(Status.EXPIRED, ProblemCode.DEADLINE_PASSED) {
    @Override
    void spoil(Raw raw) {
      raw.header("ce_deadline", "2026-01-02T03:04:05Z");
    }
  },
  NO_CONNECTION(Status.FAILED, ProblemCode.NOT_CONNECTED) {
    @Override
    void spoil(Raw raw) {
      raw.header("ce_subject", raw.stranger.value());
      raw.key = raw.stranger.value().getBytes(UTF_8);
    }
  },
  /** Notion takes 2,000 characters of title. */
  TITLE_OVER_THE_LIMIT(Status.REJECTED, ProblemCode.INVALID_COMMAND) {
    @Override
    void spoil(Raw raw) {
      raw.operation(
          NoteOperations.NOTE_CREATE,
          json().put("title", "canary ".repeat(400)).put("markdown", "text"));
    }
  },
  /** Each tag is within the schema; together they do not fit into one text of Notion's. */
  TAGS_OVER_THE_LIMIT(Status.REJECTED, ProblemCode.INVALID_COMMAND) {
    @Override
    void spoil(Raw raw) {
      ObjectNode note = json().put("title", "plans").put("markdown", "text");
      ArrayNode tags = note.putArray("tags");
      IntStream.range(0, 20).forEach(number -> tags.add("t".repeat(98) + (number + 10)));
      raw.operation(NoteOperations.NOTE_CREATE, note);
    }

    @Override
    boolean isDead() {
      return false;
    }
  },
  /** A Graph message has 500 recipients at most. */
  RECIPIENTS_OVER_THE_LIMIT(Status.REJECTED, ProblemCode.INVALID_COMMAND) {
    @Override
    void spoil(Raw raw) {
      ObjectNode mail = json().put("subject", "canary").put("body", "text");
      ArrayNode to = mail.putArray("to");
      IntStream.range(0, 501)
          .forEach(number -> to.addObject().put("address", "a" + number + "@elsewhere.example"));
      raw.operation(MailOperations.MAIL_SEND, mail);
    }

    @Override
    Topics topics() {
      return Topics.MAIL;
    }
  },
  ADDRESS_WITH_A_LINE_BREAK(Status.REJECTED, ProblemCode.INVALID_COMMAND) {
    @Override
    void spoil(Raw raw) {
      ObjectNode mail = json().put("subject", "plans").put("body", "text");
      mail.putArray("to").addObject().put("address", "a@elsewhere.example\r\nBcc: b@x.example");
      raw.operation(MailOperations.MAIL_SEND, mail);
    }

    @Override
    Topics topics() {
      return Topics.MAIL;
    }
  };

  /** What must not come back in a reason. */
  static final String CANARY = "canary";

  /** Kafka's default of {@code max.request.size}. */
  private static final int MOST_A_PRODUCER_SENDS = 1_048_576;

  private final @Nullable Status status;
  private final @Nullable ProblemCode code;

  BadInput(@Nullable Status status, @Nullable ProblemCode code) {
    this.status = status;
    this.code = code;
  }

  abstract void spoil(Raw raw);

  /** Whether not all of it has room on the dead topic. */
  boolean isCut() {
    return false;
  }

  Topics topics() {
    return Topics.NOTE;
  }

  /** Null if there is nobody to answer. */
  @Nullable Status status() {
    return status;
  }

  @Nullable ProblemCode code() {
    return code;
  }

  /** Whether the record itself is at fault: what only the worker can know to be wrong is not. */
  boolean isDead() {
    return status == null || status == Status.REJECTED;
  }

  String deadCode() {
    return code == null ? "unreadable" : code.wireName();
  }

  /**
   * The record.
   *
   * @param stranger has no connection
   */
  ProducerRecord<byte[], byte[]> record(UserId user, UserId stranger, String id) {
    Raw raw = new Raw(user, stranger, id, topics());
    spoil(raw);
    return new ProducerRecord<>(topics().commands(), null, raw.key, raw.value, raw.headers());
  }

  static int partition(UserId user) {
    return Utils.toPositive(Utils.murmur2(user.value().getBytes(UTF_8))) % Topics.LOCAL_PARTITIONS;
  }

  /** Another user of the same partition. */
  static UserId neighbour(UserId user) {
    return Stream.iterate(1, number -> number + 1)
        .map(number -> new UserId(user + "-neighbour-" + number))
        .filter(other -> partition(other) == partition(user))
        .findFirst()
        .orElseThrow();
  }

  private static ObjectNode json() {
    return JsonMapper.shared().createObjectNode();
  }

  /** A good command, until it is spoiled. */
  static final class Raw {

    private final UserId stranger;
    private final ProducerRecord<byte[], byte[]> good;
    private byte @Nullable [] key;
    private byte @Nullable [] value;

    private Raw(UserId user, UserId stranger, String id, Topics topics) {
      this.stranger = stranger;
      good = new ProducerRecord<>(topics.commands(), new byte[0]);
      key = user.value().getBytes(UTF_8);
      header("ce_specversion", "1.0");
      header("ce_id", id);
      header("ce_source", "urn:test:bad");
      header("ce_subject", user.value());
      header("content-type", "application/json");
      operation(NoteOperations.NOTE_SEARCH, json().put("query", "plans"));
    }

    private Headers headers() {
      return good.headers();
    }

    private void noHeaders() {
      List.of(headers().toArray()).forEach(header -> headers().remove(header.key()));
    }

    private void header(String name, String text) {
      headers().remove(name).add(name, text.getBytes(UTF_8));
    }

    private void operation(OperationName operation, ObjectNode data) {
      header("ce_type", operation.commandType());
      data(data.toString());
    }

    private void data(String json) {
      value = json.getBytes(UTF_8);
    }
  }
}
