package dev.errand.sandbox.oauth.microsoft;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What an administrator of the tenant did to people and apps. Safe for all threads. */
public final class Switches {

  /**
   * Where a person stands with the tenant.
   *
   * @param disabled the account (50057)
   * @param consentRequired the app's consent was taken back (65001)
   * @param adminApproval only an administrator may consent to what reads (90094): as by default in
   *     new tenants, sending is left to people
   * @param mfaRequired the person must answer a second factor (50076)
   */
  public record Standing(
      boolean disabled, boolean consentRequired, boolean adminApproval, boolean mfaRequired) {

    public static final Standing GOOD = new Standing(false, false, false, false);
  }

  private final Map<String, Standing> people = new ConcurrentHashMap<>();
  private final Set<String> expiredSecrets = ConcurrentHashMap.newKeySet();

  public void person(String personId, Standing standing) {
    people.put(personId, standing);
  }

  /** Whether the app's client secret has expired (7000222). */
  public void secretExpired(String clientId, boolean expired) {
    if (expired) {
      expiredSecrets.add(clientId);
    } else {
      expiredSecrets.remove(clientId);
    }
  }

  Standing of(String personId) {
    return people.getOrDefault(personId, Standing.GOOD);
  }

  boolean secretExpired(String clientId) {
    return expiredSecrets.contains(clientId);
  }
}
