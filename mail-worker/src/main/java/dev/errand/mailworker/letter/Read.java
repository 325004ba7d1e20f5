package dev.errand.mailworker.letter;

import dev.errand.schemas.mail.Wording;

/**
 * Texts that people read in a mailbox. What is refused was refused already when the command was
 * taken; this is for what was taken before that was asked.
 */
final class Read {

  private Read() {}

  /**
   * The text, unchanged.
   *
   * @param what it is, as the beginning of a sentence
   * @throws dev.errand.pipeline.OperationStopped if it may not be that
   */
  static String as(Wording wording, String what, String text) {
    wording
        .refusal(text)
        .ifPresent(
            why -> {
              throw Invalid.because(what + " " + why.why() + ".", why.nextStep());
            });
    return text;
  }
}
