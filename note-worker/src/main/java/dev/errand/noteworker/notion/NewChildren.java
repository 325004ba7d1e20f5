package dev.errand.noteworker.notion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocks to add: 1 to 100, each at most 2 levels deep below itself.
 *
 * @param position where; absent: behind the last one
 */
public record NewChildren(
    List<Block> children, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Position position) {

  public NewChildren {
    children = List.copyOf(children);
  }

  public NewChildren(List<Block> children) {
    this(children, null);
  }
}
