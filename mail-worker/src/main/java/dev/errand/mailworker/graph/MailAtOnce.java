package dev.errand.mailworker.graph;

/**
 * A mail that is sent without a draft of ours.
 *
 * @param saveToSentItems always said: what is absent means true here and false elsewhere
 */
record MailAtOnce(NewMessage message, boolean saveToSentItems) {}
