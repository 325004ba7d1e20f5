package dev.errand.sandbox.graph.mailbox;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** All mailboxes, and the transport between them. Used under one lock. */
public final class PostOffice {

  private final Clock clock;
  private final Transport transport;
  private final Map<String, Mailbox> mailboxes = new HashMap<>();

  /**
   * @param settings asked at each send
   */
  public PostOffice(Clock clock, Directory directory, Supplier<SendSettings> settings) {
    this.clock = clock;
    this.transport = new Transport(clock, directory, settings, this::mailbox);
  }

  /** The mailbox of its owner, with everything delivered that is due. */
  public Mailbox open(Owner owner) {
    transport.deliverDue();
    return mailbox(owner);
  }

  private Mailbox mailbox(Owner owner) {
    return mailboxes.computeIfAbsent(owner.id(), id -> new Mailbox(owner, clock, id.hashCode()));
  }

  /**
   * Accepts a draft for sending. The item becomes a sent one after the delay.
   *
   * @param save whether a copy stays in Sent Items
   */
  public void send(Mailbox sender, Message draft, boolean save) {
    transport.accept(sender, draft, save);
    transport.deliverDue();
  }
}
