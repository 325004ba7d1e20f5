package dev.errand.sandbox.graph.mailbox;

import dev.errand.sandbox.graph.odata.ODataError;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** All mailboxes, and the transport between them. Used under one lock. */
public final class PostOffice {

  private final InstantSource clock;
  private final Transport transport;
  private final Supplier<StoreSettings> store;
  private final Uploads uploads;
  private final Map<String, Mailbox> mailboxes = new HashMap<>();

  /**
   * All are in one world.
   *
   * @param settings asked at each send
   * @param store asked whenever something is kept
   */
  public PostOffice(
      InstantSource clock,
      Directory directory,
      SendingLimits limits,
      Supplier<SendSettings> settings,
      Supplier<StoreSettings> store) {
    this.clock = clock;
    this.store = store;
    this.uploads = new Uploads(clock, store);
    this.transport = new Transport(clock, directory, limits, settings, this::mailbox);
  }

  /** The mailbox of its owner, with everything delivered that is due. */
  public Mailbox open(Owner owner) {
    transport.deliverDue();
    return mailbox(owner);
  }

  public Uploads uploads() {
    return uploads;
  }

  private Mailbox mailbox(Owner owner) {
    return mailboxes.computeIfAbsent(
        owner.id(), id -> new Mailbox(owner, clock, id.hashCode(), store));
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

  /**
   * Sends without a draft of the client's; what is refused leaves nothing behind.
   *
   * @param body read as {@link MailTypes#MESSAGE}
   */
  public Message sendNew(Mailbox sender, ObjectNode body, boolean save) {
    return sendOrForget(sender, sender.draft(body, sender.folders().drafts()), save);
  }

  /** Answers or passes on at once; see {@link Mailbox#respond}. */
  public Message sendResponse(
      Mailbox sender, String id, Response response, ObjectNode changes, String comment) {
    return sendOrForget(sender, sender.respond(id, response, changes, comment), true);
  }

  private Message sendOrForget(Mailbox sender, Message draft, boolean save) {
    try {
      send(sender, draft, save);
    } catch (ODataError refused) {
      sender.withdraw(draft);
      throw refused;
    }
    return draft;
  }
}
