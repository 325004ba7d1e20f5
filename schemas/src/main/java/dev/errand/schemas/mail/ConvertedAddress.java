package dev.errand.schemas.mail;

/**
 * An address with letters beyond ASCII in its domain.
 *
 * @param given as the command has it
 * @param sent where the mail goes: the same domain in its {@code xn--} form
 */
public record ConvertedAddress(String given, String sent) {

  /** So many of one mail are told. */
  public static final int MOST = 100;
}
