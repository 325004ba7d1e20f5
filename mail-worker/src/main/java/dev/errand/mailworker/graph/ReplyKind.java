package dev.errand.mailworker.graph;

/** The three ways to go on from a mail. */
public enum ReplyKind {
  REPLY("createReply"),
  REPLY_ALL("createReplyAll"),
  FORWARD("createForward");

  private final String action;

  ReplyKind(String action) {
    this.action = action;
  }

  /** Graph's name of what makes the draft. */
  String action() {
    return action;
  }
}
