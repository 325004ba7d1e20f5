package dev.errand.noteworker.notion;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Where new blocks go among those that are there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Position(String type, @Nullable Anchor afterBlock) {

  /** Before all others. */
  public static Position start() {
    return new Position("start", null);
  }

  /** Right behind a block. */
  public static Position after(String block) {
    return new Position("after_block", new Anchor(block));
  }

  /** A block that is there. */
  public record Anchor(String id) {}
}
