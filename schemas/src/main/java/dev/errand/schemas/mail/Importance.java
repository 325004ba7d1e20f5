package dev.errand.schemas.mail;

/** How a mail is flagged to its readers. */
public enum Importance {
  LOW,
  NORMAL,
  HIGH
}
