package dev.errand.runtime.files;

/**
 * All files of all users, as they were counted once.
 *
 * @param bytes which they have, or are to have
 */
public record FileTotal(long files, long bytes) {

  static final FileTotal NOTHING = new FileTotal(0, 0);
}
