package dev.errand.sandbox.graph.mailbox;

/** The three ways to go on from a message. */
public enum Response {
  REPLY,
  REPLY_ALL,
  FORWARD
}
