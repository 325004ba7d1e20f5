package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.Message;
import dev.errand.schemas.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What all operations that send mail share. For all threads.
 *
 * @param late how long an accepted mail may go on looking like a draft: Exchange carries out a 202
 *     later, and delays what is over 30 messages a minute. Nobody documents a bound; 5 minutes is
 *     the last look of the reconciliation that was found to work (looks after 2, 5, 15, 60 and 300
 *     s).
 * @param nanos a monotonic clock
 * @param clock the time that is written on a draft that is about to be sent
 */
public record Submitting(Duration late, LongSupplier nanos, InstantSource clock) {

  /**
   * Whether another command than that has just given the draft to Outlook, or is about to.
   *
   * @param draft with {@link Mark#SENDING}
   */
  boolean byAnother(Message draft, Command command) {
    Instant now = clock.instant();
    return draft
        .property(Mark.SENDING)
        .filter(sending -> Mark.isSentByAnother(sending, command, now, late))
        .isPresent();
  }
}
