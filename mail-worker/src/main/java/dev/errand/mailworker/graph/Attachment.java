package dev.errand.mailworker.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an attachment that is there.
 *
 * @param type as {@code #microsoft.graph.fileAttachment}
 * @param size bytes with what Exchange adds to them
 */
public record Attachment(
    String id,
    @Nullable String name,
    @JsonProperty("@odata.type") @Nullable String type,
    @Nullable String contentType,
    @Nullable Integer size,
    @Nullable Boolean isInline) {}
