package dev.errand.sandbox.graph.mailbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries messages from acceptance to Sent Items and Inboxes. It has no thread: whoever looks into
 * a mailbox first lets it deliver what is due, so nobody can see a mailbox in a state that the
 * clock has passed.
 */
final class Transport {

  private final InstantSource clock;
  private final Directory directory;
  private final Supplier<SendSettings> settings;
  private final Function<Owner, Mailbox> mailboxes;
  private final PriorityQueue<Submission> underWay = new PriorityQueue<>();
  private final PriorityQueue<Failure> failures = new PriorityQueue<>();
  private final Set<Message> inTransit = new HashSet<>();
  private final SendingLimits limits;
  private long accepted;

  Transport(
      InstantSource clock,
      Directory directory,
      SendingLimits limits,
      Supplier<SendSettings> settings,
      Function<Owner, Mailbox> mailboxes) {
    this.limits = limits;
    this.clock = clock;
    this.directory = directory;
    this.settings = settings;
    this.mailboxes = mailboxes;
  }

  /** Refuses what Exchange refuses at once; everything else it finds out later. */
  void accept(Mailbox sender, Message draft, boolean save) {
    SendSettings now = settings.get();
    Addressing.requireSendable(sender.owner(), draft);
    if (!draft.isDraft() || inTransit.contains(draft)) {
      again(now.again());
    }
    Instant due =
        limits.take(
            sender.owner(), clock.instant().plus(now.delay()), draft.recipients().size(), now);
    underWay.add(
        new Submission(
            due,
            accepted++,
            sender,
            draft,
            draft.document().deepCopy(),
            List.copyOf(draft.attachments()),
            save));
    inTransit.add(draft);
    leave(sender, draft, now.transit());
  }

  private static void again(SendSettings.Again again) {
    switch (again) {
      case DUPLICATES -> {}
      case NOT_FOUND -> throw MailErrors.itemNotFound();
      case REFUSED -> throw MailErrors.alreadySent();
    }
  }

  private static void leave(Mailbox sender, Message draft, SendSettings.Transit transit) {
    switch (transit) {
      case DRAFTS -> {}
      case OUTBOX -> sender.relocate(draft, sender.folders().outbox());
      case NOWHERE -> sender.withdraw(draft);
    }
  }

  void deliverDue() {
    while (!underWay.isEmpty() && !underWay.element().due().isAfter(clock.instant())) {
      deliver(underWay.remove());
    }
    while (!failures.isEmpty() && !failures.element().due().isAfter(clock.instant())) {
      failures.remove().report();
    }
  }

  private void deliver(Submission submission) {
    keep(submission);
    for (String address : submission.message().recipients().keySet()) {
      Optional<Owner> recipient = directory.find(address);
      if (recipient.isPresent()) {
        mailboxes
            .apply(recipient.get())
            .incoming()
            .receive(submission.document(), submission.attachments(), submission.due());
      } else {
        NonDelivery.of(address, directory)
            .ifPresent(
                why ->
                    failures.add(
                        new Failure(
                            submission.due().plus(settings.get().nonDeliveryDelay()),
                            accepted++,
                            submission,
                            address,
                            why)));
      }
    }
  }

  /** A report under way. */
  private record Failure(
      Instant due, long number, Submission submission, String recipient, NonDelivery why)
      implements Comparable<Failure> {

    void report() {
      submission.sender().incoming().receiveNonDelivery(submission.document(), recipient, why, due);
    }

    @Override
    public int compareTo(Failure other) {
      int byTime = due.compareTo(other.due);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private void keep(Submission submission) {
    Mailbox sender = submission.sender();
    Message message = submission.message();
    inTransit.remove(message);
    // Sent once already: a second acceptance leaves a second item.
    Message sent = message.isDraft() ? message : sender.copyOf(message);
    sender.becomeSent(sent, settings.get().immutableIdStays(), submission.due());
    if (!submission.save()) {
      sender.withdraw(sent);
    }
  }

  private record Submission(
      Instant due,
      long number,
      Mailbox sender,
      Message message,
      ObjectNode document,
      List<Attachment> attachments,
      boolean save)
      implements Comparable<Submission> {

    @Override
    public int compareTo(Submission other) {
      int byTime = due.compareTo(other.due);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }
}
