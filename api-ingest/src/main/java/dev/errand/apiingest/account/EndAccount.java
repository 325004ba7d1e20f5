package dev.errand.apiingest.account;

import dev.errand.apiingest.session.SignedInBrowsers;
import dev.errand.connections.Erasures;
import dev.errand.connections.Erasures.Erased;
import dev.errand.schemas.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Erases a person's account and signs them out wherever they are. */
@Component
final class EndAccount {

  private static final Logger log = LoggerFactory.getLogger(EndAccount.class);

  private final Erasures erasures;
  private final SignedInBrowsers browsers;

  EndAccount(Erasures erasures, SignedInBrowsers browsers) {
    this.erasures = erasures;
    this.browsers = browsers;
  }

  Erased end(UserId user) {
    Erased erased = erasures.erase(user);
    switch (erased) {
      case Erased.Done(_) -> {
        browsers.signOut(user);
        log.atInfo().addKeyValue("userId", user).log("A person erased their account");
      }
      case Erased.Unavailable(_) ->
          log.atWarn()
              .addKeyValue("userId", user)
              .log("An account could not be erased to the end; the person may ask again");
    }
    return erased;
  }
}
