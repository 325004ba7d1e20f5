package dev.errand.sandbox.graph.mailbox;

import java.time.Duration;

/**
 * How the transport behaves where the provider's documentation is silent or its behaviour varies.
 *
 * @param delay from the acceptance to Sent Items and the recipients' Inboxes
 * @param transit where the item is seen meanwhile
 * @param again what a second send of an item in transit does
 * @param immutableIdStays whether the immutable id survives the send; reports say that it does not
 * @param messagesPerMinute above this, sends are carried over to the next minutes
 * @param recipientsPerDay above this, sends are refused
 */
public record SendSettings(
    Duration delay,
    Transit transit,
    Again again,
    boolean immutableIdStays,
    int messagesPerMinute,
    int recipientsPerDay) {

  /** Where an accepted item is until it is sent. It is a draft all the time. */
  public enum Transit {
    DRAFTS,
    OUTBOX,
    /** Between folders: no list and no id finds it. */
    NOWHERE
  }

  /** A second send of an item that is still on its way. */
  public enum Again {
    /** The recipients get it twice: nothing at the provider promises otherwise. */
    DUPLICATES,
    /** 404, as after the delay. */
    NOT_FOUND
  }

  public SendSettings {
    if (delay.isNegative() || messagesPerMinute < 1 || recipientsPerDay < 1) {
      throw new IllegalArgumentException(
          "A delay of at least 0 and limits of at least 1 are needed");
    }
  }

  /** The documented limits, and the less convenient of each two behaviours. */
  public static SendSettings defaults() {
    return new SendSettings(
        Duration.ofMillis(300), Transit.DRAFTS, Again.DUPLICATES, false, 30, 10_000);
  }

  public SendSettings withDelay(Duration other) {
    return new SendSettings(
        other, transit, again, immutableIdStays, messagesPerMinute, recipientsPerDay);
  }

  public SendSettings withTransit(Transit other) {
    return new SendSettings(
        delay, other, again, immutableIdStays, messagesPerMinute, recipientsPerDay);
  }
}
