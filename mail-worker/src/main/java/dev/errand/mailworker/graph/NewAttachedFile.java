package dev.errand.mailworker.graph;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A file to be attached.
 *
 * @param contentBytes in base64
 */
public record NewAttachedFile(
    @JsonProperty("@odata.type") String type,
    String name,
    String contentType,
    String contentBytes) {

  public NewAttachedFile(String name, String contentType, String contentBytes) {
    this("#microsoft.graph.fileAttachment", name, contentType, contentBytes);
  }
}
