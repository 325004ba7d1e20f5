package dev.errand.noteworker.notion;

/** Where a page is to go. */
public record Move(Parent parent) {

  public static Move into(String page) {
    return new Move(Parent.page(page));
  }
}
