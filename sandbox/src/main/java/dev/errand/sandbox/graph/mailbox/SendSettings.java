package dev.errand.sandbox.graph.mailbox;

import java.time.Duration;

/**
 * How the transport behaves where the provider's documentation is silent or its behaviour varies.
 *
 * @param delay from the acceptance to Sent Items and the recipients' Inboxes
 * @param transit where the item is seen meanwhile
 * @param again what a second send of an item in transit does
 * @param immutableIdStays whether the immutable id survives the send; reports say that it does not
 */
public record SendSettings(Duration delay, Transit transit, Again again, boolean immutableIdStays) {

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
    if (delay.isNegative()) {
      throw new IllegalArgumentException("A delay is not negative");
    }
  }

  /** The less convenient of each two behaviours. */
  public static SendSettings defaults() {
    return new SendSettings(Duration.ofMillis(300), Transit.DRAFTS, Again.DUPLICATES, false);
  }

  public SendSettings withDelay(Duration other) {
    return new SendSettings(other, transit, again, immutableIdStays);
  }

  public SendSettings withTransit(Transit other) {
    return new SendSettings(delay, other, again, immutableIdStays);
  }
}
