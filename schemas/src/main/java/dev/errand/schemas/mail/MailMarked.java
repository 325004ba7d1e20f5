package dev.errand.schemas.mail;

import java.util.List;

/** Output of {@code mail.mark}: what the mail is marked with now. */
public record MailMarked(String message, boolean read, Flag flag, List<String> categories) {

  public MailMarked {
    categories = List.copyOf(categories);
  }
}
