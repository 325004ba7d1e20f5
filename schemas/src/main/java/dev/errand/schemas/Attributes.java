package dev.errand.schemas;

/** Names of CloudEvents attributes and extensions, and of ours. */
final class Attributes {

  static final String ID = "id";
  static final String SOURCE = "source";
  static final String TYPE = "type";
  static final String SUBJECT = "subject";
  static final String PRIORITY = "priority";
  static final String DEADLINE = "deadline";
  static final String HOLD = "hold";
  static final String NOT_BEFORE = "notbefore";
  static final String UNDO = "undo";
  static final String AGENT = "agent";
  static final String CONVERSATION = "conversation";
  static final String REPLAYS = "replays";

  /** Of the CloudEvents distributed tracing extension. */
  static final String TRACEPARENT = "traceparent";

  static final String JSON = "application/json";

  private Attributes() {}
}
