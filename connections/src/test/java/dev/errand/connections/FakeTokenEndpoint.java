package dev.errand.connections;

import dev.errand.schemas.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A token endpoint with a memory: codes work once, and refresh tokens too where it rotates them, as
 * at Notion.
 */
final class FakeTokenEndpoint implements TokenEndpoint {

  final AtomicInteger calls = new AtomicInteger();
  final Set<String> revoked = new HashSet<>();
  private final boolean rotates;
  private final @Nullable Duration expiresIn;
  private final Map<String, String> verifierHashes = new HashMap<>();
  private final Map<String, Account> codes = new HashMap<>();
  private final Map<String, Account> refreshTokens = new HashMap<>();
  private volatile UnaryOperator<Answer> answers = UnaryOperator.identity();
  private volatile Runnable beforeAnswer = () -> {};
  private int drawn;

  private FakeTokenEndpoint(boolean rotates, @Nullable Duration expiresIn) {
    this.rotates = rotates;
    this.expiresIn = expiresIn;
  }

  static FakeTokenEndpoint notion() {
    return new FakeTokenEndpoint(true, null);
  }

  static FakeTokenEndpoint microsoft() {
    return new FakeTokenEndpoint(false, Duration.ofHours(1));
  }

  /** The person says yes: the code for that account. */
  synchronized String consent(Account account, @Nullable String challenge) {
    String code = "code-" + ++drawn;
    codes.put(code, account);
    if (challenge != null) {
      verifierHashes.put(code, challenge);
    }
    return code;
  }

  /** What becomes of the answers from now on; the work behind them is done all the same. */
  void answers(UnaryOperator<Answer> change) {
    answers = change;
  }

  /** Runs when the work is done and the answer is on its way. */
  void beforeAnswer(Runnable step) {
    beforeAnswer = step;
  }

  @Override
  public Answer exchange(Secret code, URI redirect, @Nullable Secret verifier) {
    calls.incrementAndGet();
    Answer answer = exchanged(code.reveal(), verifier);
    beforeAnswer.run();
    return answers.apply(answer);
  }

  private synchronized Answer exchanged(String code, @Nullable Secret verifier) {
    @Nullable Account account = codes.remove(code);
    @Nullable String challenge = verifierHashes.get(code);
    boolean proven =
        challenge == null
            || (verifier != null && OneTimeText.matches(verifier.reveal(), challenge));
    return account == null || !proven ? new Answer.InvalidGrant() : granted(account);
  }

  @Override
  public Answer refresh(Secret refreshToken, long before) {
    calls.incrementAndGet();
    Answer answer = refreshed(refreshToken.reveal());
    beforeAnswer.run();
    return answers.apply(answer);
  }

  private synchronized Answer refreshed(String refreshToken) {
    @Nullable Account account = refreshTokens.get(refreshToken);
    if (account == null) {
      return new Answer.InvalidGrant();
    }
    if (rotates) {
      refreshTokens.remove(refreshToken);
    }
    return granted(account);
  }

  private Answer granted(Account account) {
    int number = ++drawn;
    refreshTokens.put("canary-refresh-" + number, account);
    return new Answer.Granted(
        new Grant(
            Secret.of("canary-access-" + number),
            Secret.of("canary-refresh-" + number),
            expiresIn,
            Set.of(),
            account));
  }

  /** The person takes the permission back, at the provider. */
  synchronized void forgetAll() {
    refreshTokens.clear();
  }

  /** Knows the tokens that begin with {@code own-}; the rest is the account. */
  @Override
  public synchronized Answer identify(Secret brought) {
    return brought.reveal().startsWith("own-")
        ? new Answer.Granted(
            new Grant(
                brought,
                null,
                null,
                Set.of(),
                new Account(brought.reveal().substring(4), null, Map.of())))
        : new Answer.InvalidGrant();
  }

  @Override
  public synchronized Disconnects.Revocation revoke(Secret token) {
    revoked.add(token.reveal());
    return Disconnects.Revocation.REVOKED;
  }
}
