package dev.errand.schemas;

/** A service in which errands are done. */
public enum Provider {
  NOTION("notion", "Notion"),
  MICROSOFT("microsoft", "Outlook");

  private final String wireName;
  private final String title;

  Provider(String wireName, String title) {
    this.wireName = wireName;
    this.title = title;
  }

  /** The name in addresses, topics, tables and metrics. */
  public String wireName() {
    return wireName;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /**
   * Reads a {@link #wireName}.
   *
   * @throws IllegalArgumentException if no provider has that name
   */
  public static Provider ofWireName(String name) {
    for (Provider provider : values()) {
      if (provider.wireName.equals(name)) {
        return provider;
      }
    }
    throw new IllegalArgumentException("No provider has that name");
  }
}
