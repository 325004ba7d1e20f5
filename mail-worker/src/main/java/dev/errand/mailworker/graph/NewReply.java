package dev.errand.mailworker.graph;

/**
 * A reply or a forward to be drafted.
 *
 * @param message what is to be other than it follows from the mail. A body here would take the
 *     quote's place, and a comment beside it is not in the draft.
 */
record NewReply(ReplyChange message) {}
