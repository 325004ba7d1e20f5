package dev.errand.runtime.files;

/** How bringing a file ended. Of one that is not here nothing was kept. */
public sealed interface Brought {

  record Here(StoredFile file) implements Brought {}

  record TooLarge() implements Brought {}

  /** The user has as much here as one may have. */
  record NoRoom() implements Brought {}

  /** All users together have as much here as there may be. */
  record Full() implements Brought {}

  /** It was removed while it came: the mailbox was disconnected, or the account erased. */
  record Gone() implements Brought {}

  /** It ended before the length that was announced, or went on behind it. */
  record OtherLength() implements Brought {}
}
