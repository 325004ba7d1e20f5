package dev.errand.mailworker.letter;

import dev.errand.schemas.mail.Wording;

/** Names that a person gives to things in their mailbox and reads in lists. */
public final class ShownName {

  private ShownName() {}

  /**
   * The name, unchanged.
   *
   * @throws dev.errand.pipeline.OperationStopped if it is not one plain line with something on it
   */
  public static String of(String name) {
    return Read.as(Wording.NAME, "A name", name);
  }

  /** As {@link #of}, but without spaces around it: Outlook would take them away. */
  public static String ofFolder(String name) {
    return Read.as(Wording.FOLDER, "The name of a folder", name);
  }
}
