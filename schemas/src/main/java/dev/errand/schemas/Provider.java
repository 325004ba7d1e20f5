package dev.errand.schemas;

/** A service in which errands are done. */
public enum Provider {
  NOTION("notion"),
  MICROSOFT("microsoft");

  private final String wireName;

  Provider(String wireName) {
    this.wireName = wireName;
  }

  /** The name in addresses, topics, tables and metrics. */
  public String wireName() {
    return wireName;
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
