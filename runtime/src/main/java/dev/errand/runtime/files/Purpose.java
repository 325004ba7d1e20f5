package dev.errand.runtime.files;

import java.util.Locale;

/** Which way a file goes. */
public enum Purpose {
  /** From its user to a provider. */
  UPLOAD,
  /** From a provider to its user. */
  DOWNLOAD;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
