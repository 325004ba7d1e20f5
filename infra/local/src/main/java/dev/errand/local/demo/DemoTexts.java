package dev.errand.local.demo;

/** The texts of the demo, with one of everything that Notion can show. */
final class DemoTexts {

  static final String MEETING =
      """
      # Weekly meeting

      Present: **Ada**, *Grace* and `linus`. Minutes by [the assistant](https://example.com/minutes).

      ## Decisions

      1. Ship on Friday.
      2. Write the *release notes* first.

      ## To do

      - [ ] book the room
      - [x] send the figures

      > Premature optimisation is the root of all evil.

      ```java
      System.out.println("Every errand is done once.");
      ```

      ---

      - open question
        - and one below it
      """;

  static final String IDEAS =
      """
      # Ideas

      - an assistant that *asks before it sends*
      - a page that shows **what was done in my name**
      """;

  static final String BOILER =
      """
      The boiler in the cellar gives only lukewarm water since Monday, and makes a noise when it starts.

      It was serviced two years ago; the guarantee ends in March.

      Next steps:

      - call the plumber before Friday
      - find the guarantee
      """;

  /** The same in words of which that text has none. */
  static final String SAME_MEANING = "my heating is broken";

  static final String SHOPPING = "- bread\n- butter\n- milk";

  static final String SHOPPING_LATER = "- bread\n- two pounds of butter\n- milk";

  static final String FIGURES = "Figures of the week";

  /** A word in that mail. */
  static final String IN_THE_FIGURES = "Revenue";

  static final String HTML =
      """
      <h1>Figures of the week</h1>
      <p>Revenue is up by <b>12 %</b>. The details are in the attachment.</p>
      """;

  static final String CSV = "week,revenue\n46,100\n47,112\n";

  private DemoTexts() {}

  /** What is added to the minutes, with a word that is nowhere else. */
  static String addition(String word) {
    return "## Later (%s)\n\n- [ ] thank everybody\n- [ ] water the plants\n".formatted(word);
  }
}
