package dev.errand.apiingest.account;

import dev.errand.apiingest.connect.AtProvider;
import dev.errand.apiingest.problem.ProblemResponse;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.connections.Erasures.Erased;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gives the caller what we keep of them, and erases it.
 *
 * <p>Erasing ends the connections, destroys the data key, so that also a backup's tokens are
 * unreadable, and takes out whose accounts they were, the caller's files and what models used for
 * them. What the caller's commands led to is kept for seven days, as for everybody, and the trail
 * of what was done in their name, which holds ids only.
 */
@RestController
final class AccountController {

  private final EndAccount endAccount;
  private final AccountExport export;

  AccountController(EndAccount endAccount, AccountExport export) {
    this.endAccount = endAccount;
    this.export = export;
  }

  @GetMapping("/v1/account/export")
  AccountExport.Exported export(UserId user) {
    return export.of(user);
  }

  @DeleteMapping("/v1/account")
  ResponseEntity<Object> erase(UserId user) {
    return switch (endAccount.end(user)) {
      case Erased.Done(Map<Provider, Revocation> revocations) ->
          ResponseEntity.ok(Receipt.of(revocations));
      case Erased.Unavailable(_) ->
          ProblemResponse.comeBack(
              Problem.of(ProblemCode.INTERNAL, "The account could not be erased right now")
                  .detail("Some of it may be done."));
    };
  }

  /**
   * What was done.
   *
   * @param atProviders what became of the permissions there, by provider
   */
  record Receipt(Map<String, AtProvider> atProviders) {

    static Receipt of(Map<Provider, Revocation> revocations) {
      Map<String, AtProvider> told = new TreeMap<>();
      revocations.forEach(
          (provider, revocation) ->
              told.put(provider.wireName(), AtProvider.of(provider, revocation)));
      return new Receipt(told);
    }
  }
}
