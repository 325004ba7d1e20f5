package dev.errand.apiingest.signin;

import dev.errand.connections.Account;
import dev.errand.schemas.UserId;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimAccessor;

/**
 * Who somebody is to us. It follows from what the provider never gives to anybody else: never from
 * a mail address, which can change hands.
 */
final class UserIds {

  private static final String MICROSOFT = "microsoft|";
  private static final String NOTION = "notion|";

  private UserIds() {}

  /** Tenant and object: the same in each app, unlike the subject. */
  static Optional<UserId> ofMicrosoft(IdTokenClaimAccessor idToken) {
    return idToken.getClaims().get("tid") instanceof String tenant
            && idToken.getClaims().get("oid") instanceof String object
        ? userId(MICROSOFT + tenant + "|" + object)
        : Optional.empty();
  }

  static Optional<UserId> ofNotion(Account account) {
    return Optional.ofNullable(account.facts().get(Account.OWNER))
        .flatMap(owner -> userId(NOTION + owner));
  }

  /** An issuer cannot make itself a name of another way's people. */
  static Optional<UserId> ofIssuer(@Nullable String subject) {
    return Optional.ofNullable(subject)
        .filter(name -> Stream.of(MICROSOFT, NOTION).noneMatch(name::startsWith))
        .flatMap(UserIds::userId);
  }

  private static Optional<UserId> userId(String text) {
    return UserId.fits(text) ? Optional.of(new UserId(text)) : Optional.empty();
  }
}
