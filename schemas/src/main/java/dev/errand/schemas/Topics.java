package dev.errand.schemas;

/**
 * The topics of one kind of worker. All are keyed by user id and partitioned by the Kafka default
 * (murmur2), so that one user's commands to one provider stay in one partition.
 */
public record Topics(String commands, String results, String dead) {

  public static final Topics NOTE = of("note");
  public static final Topics MAIL = of("mail");

  /** Compacted; key {@code user|provider}: every change of a connection's state. */
  public static final String CONNECTIONS = "errand.connections";

  /** Partitions of each topic in the local stack. */
  public static final int LOCAL_PARTITIONS = 12;

  private static Topics of(String kind) {
    return new Topics(
        "errand." + kind + ".commands", "errand." + kind + ".results", "errand." + kind + ".dead");
  }

  /**
   * The topics an operation's commands travel on.
   *
   * @return the mail topics for operations done in a mailbox, else the note topics
   */
  public static Topics of(OperationName operation) {
    String family = operation.value().substring(0, operation.value().indexOf('.'));
    return switch (family) {
      case "mail", "attachment", "folder", "mailbox" -> MAIL;
      default -> NOTE;
    };
  }
}
