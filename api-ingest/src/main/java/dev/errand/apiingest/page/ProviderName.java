package dev.errand.apiingest.page;

import dev.errand.schemas.Provider;

/** What people call a provider. */
public final class ProviderName {

  private ProviderName() {}

  public static String of(Provider provider) {
    return switch (provider) {
      case NOTION -> "Notion";
      case MICROSOFT -> "Outlook";
    };
  }
}
