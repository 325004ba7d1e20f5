package dev.errand.runtime.files;

import java.time.Instant;

/**
 * A file that is there to its last byte.
 *
 * @param name a plain file name, fit to be saved under on any system
 * @param contentType as {@code application/pdf}; as whoever brought it says, which need not be true
 * @param size bytes
 * @param expiresAt when it goes by itself
 */
public record StoredFile(FileId id, String name, String contentType, long size, Instant expiresAt) {

  /** What a file is if nobody says. */
  public static final String UNKNOWN_TYPE = "application/octet-stream";
}
