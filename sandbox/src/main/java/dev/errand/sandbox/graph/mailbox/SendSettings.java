package dev.errand.sandbox.graph.mailbox;

import java.time.Duration;

/**
 * How the transport behaves where the provider's documentation is silent or its behaviour varies.
 *
 * @param delay from the acceptance to Sent Items and the recipients' Inboxes
 * @param transit where the item is seen meanwhile
 * @param again what a second send of an item does, for as long as its id leads to it
 * @param nonDeliveryDelay from the delivery of a message to the report that it failed
 * @param excess what happens above the limit of messages a minute
 * @param limitStatus with which the limits of a day refuse: 429, 403 and 400 have been seen
 * @param immutableIdStays whether the immutable id survives the send; reports say that it does not
 */
public record SendSettings(
    Duration delay,
    Transit transit,
    Again again,
    boolean immutableIdStays,
    Duration nonDeliveryDelay,
    Excess excess,
    int limitStatus) {

  /** What happens to a message above the limit of a minute. */
  public enum Excess {
    /** It goes out in the next minute, as the documentation of Exchange says. */
    DEFERRED,
    /** The send is refused, as one version of that documentation says of some clients. */
    REFUSED
  }

  /** Where an accepted item is until it is sent. It is a draft all the time. */
  public enum Transit {
    DRAFTS,
    OUTBOX,
    /** Between folders: no list and no id finds it. */
    NOWHERE
  }

  /** A second send of an item that is still on its way, or was sent and kept its id. */
  public enum Again {
    /** The recipients get it twice: nothing at the provider promises otherwise. */
    DUPLICATES,
    /** 404, as of an item that has another id since. */
    NOT_FOUND,
    /** 400, since it is no draft. */
    REFUSED
  }

  public SendSettings {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("A delay is not negative");
    }
  }

  /** The less convenient of each two behaviours. */
  public static SendSettings defaults() {
    return new SendSettings(
        Duration.ofMillis(300),
        Transit.DRAFTS,
        Again.DUPLICATES,
        false,
        Duration.ofSeconds(5),
        Excess.DEFERRED,
        429);
  }

  public SendSettings withDelay(Duration other) {
    return new SendSettings(
        other, transit, again, immutableIdStays, nonDeliveryDelay, excess, limitStatus);
  }

  public SendSettings withTransit(Transit other) {
    return new SendSettings(
        delay, other, again, immutableIdStays, nonDeliveryDelay, excess, limitStatus);
  }

  public SendSettings withExcess(Excess other) {
    return new SendSettings(
        delay, transit, again, immutableIdStays, nonDeliveryDelay, other, limitStatus);
  }
}
