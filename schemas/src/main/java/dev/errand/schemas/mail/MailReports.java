package dev.errand.schemas.mail;

import java.util.List;

/** Output of {@code mail.delivery}: each of the bounces is published as {@link MailBounced}. */
public record MailReports(OriginalCommand command, String internetMessageId, List<Bounce> bounces) {

  /** So many are told by one look. */
  public static final int MAX_BOUNCES = 20;

  public MailReports {
    bounces = List.copyOf(bounces);
  }
}
