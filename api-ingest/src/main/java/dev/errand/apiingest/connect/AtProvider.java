package dev.errand.apiingest.connect;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.schemas.Provider;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a permission at the provider when it was ended here.
 *
 * @param revocation what was tried there
 * @param said a sentence for the person
 * @param next what the person can still do; absent if nothing is left to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AtProvider(String revocation, String said, @Nullable String next) {

  public static AtProvider of(Provider provider, Revocation revocation) {
    return new AtProvider(
        revocation.name().toLowerCase(Locale.ROOT),
        said(revocation),
        revocation == Revocation.REVOKED ? null : next(provider));
  }

  private static String said(Revocation revocation) {
    return switch (revocation) {
      case REVOKED -> "The provider no longer accepts the permission you gave.";
      case NOT_POSSIBLE -> "What we held is erased. The provider cannot be told so by us.";
      case NOTHING_TO_REVOKE -> "The permission you gave had ended before.";
      case FAILED -> "What we held is erased. The provider could not be told so.";
    };
  }

  /**
   * Where people take a permission back themselves; Microsoft has a place for each kind of account.
   */
  private static String next(Provider provider) {
    return switch (provider) {
      case NOTION -> "Remove Errand in Notion: Settings, Connections.";
      case MICROSOFT ->
          "Remove Errand at https://myapps.microsoft.com (work or school) or"
              + " https://account.live.com/consent/Manage (personal).";
    };
  }
}
