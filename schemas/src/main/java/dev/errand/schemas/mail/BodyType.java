package dev.errand.schemas.mail;

/** How the body of a mail is written. */
public enum BodyType {
  TEXT,
  HTML
}
