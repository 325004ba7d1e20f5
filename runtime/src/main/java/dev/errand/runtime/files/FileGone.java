package dev.errand.runtime.files;

import java.io.IOException;

/** A file ended while it was read: it was removed, or its time was over. */
public final class FileGone extends IOException {

  private static final long serialVersionUID = 1L;

  FileGone() {
    super("The file was removed, or has expired");
  }
}
