package dev.errand.noteworker.notion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A page to make.
 *
 * @param children its first blocks, at most 100 and 2 levels deep; the page and they are made
 *     together or not at all
 */
public record NewPage(
    Parent parent,
    Map<String, Title> properties,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Block> children) {

  public NewPage {
    properties = Map.copyOf(properties);
    children = List.copyOf(children);
  }

  public static NewPage of(Parent parent, String title, List<Block> children) {
    return new NewPage(parent, Map.of("title", new Title(List.of(RichText.of(title)))), children);
  }

  /** The title in a request. */
  public record Title(List<RichText> title) {

    public Title {
      title = List.copyOf(title);
    }
  }
}
