package dev.errand.mailworker.letter;

import dev.errand.mailworker.graph.NewAttachedFile;
import dev.errand.runtime.files.FileId;

/** A file as it goes into a mail, under a name that no other file of the mail has. */
public sealed interface FileToSend {

  String name();

  String contentType();

  /** The same under another name. */
  FileToSend named(String name);

  /** The same as a file of another type. */
  FileToSend typed(String contentType);

  /**
   * It came with the command.
   *
   * @param content in base64
   */
  record Inline(String name, String contentType, String content) implements FileToSend {

    /** As Graph takes it. */
    public NewAttachedFile attached() {
      return new NewAttachedFile(name, contentType, content);
    }

    @Override
    public Inline named(String other) {
      return new Inline(other, contentType, content);
    }

    @Override
    public Inline typed(String other) {
      return new Inline(name, other, content);
    }
  }

  /**
   * It was uploaded before.
   *
   * @param size bytes
   */
  record Uploaded(String name, String contentType, FileId upload, long size) implements FileToSend {
    @Override
    public Uploaded named(String other) {
      return new Uploaded(other, contentType, upload, size);
    }

    @Override
    public Uploaded typed(String other) {
      return new Uploaded(name, other, upload, size);
    }
  }
}
