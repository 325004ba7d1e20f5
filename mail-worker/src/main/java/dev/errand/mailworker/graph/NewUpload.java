package dev.errand.mailworker.graph;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A file that is to come in ranges. */
public record NewUpload(@JsonProperty("AttachmentItem") Item item) {

  /**
   * What is told of it.
   *
   * @param size bytes
   */
  public record Item(String attachmentType, String name, long size, String contentType) {}

  public NewUpload(String name, long size, String contentType) {
    this(new Item("file", name, size, contentType));
  }
}
