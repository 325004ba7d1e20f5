package dev.errand.e2e.refresh;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A refresh that was interrupted, and what the callers were told. For one thread. */
final class HeldRefresh {

  private static final Answers NOBODY = new Answers(Map.of());

  private final RefreshCell cell;
  private final UserId user;
  private final long version;
  private CompletableFuture<Answers> own = CompletableFuture.completedFuture(NOBODY);
  private CompletableFuture<Answers> others = CompletableFuture.completedFuture(NOBODY);
  private Answers afterwards = NOBODY;

  /**
   * @param version that is refreshed
   */
  HeldRefresh(RefreshCell cell, UserId user, long version) {
    this.cell = cell;
    this.user = user;
    this.version = version;
  }

  RefreshCell cell() {
    return cell;
  }

  UserId user() {
    return user;
  }

  /** The version whose token was refused to the callers: Notion's tokens have no end. */
  long refused() {
    return cell.provider() == Provider.NOTION ? version : 0;
  }

  /** The callers in its own process. */
  void own(CompletableFuture<Answers> callers) {
    own = callers;
  }

  /** The callers in the process that survives. */
  void others(CompletableFuture<Answers> callers) {
    others = callers;
  }

  Answers awaitOwn() {
    return own.join();
  }

  Answers awaitOthers() {
    return others.join();
  }

  /** Those who ask when all is over. */
  void afterwards(Answers answers) {
    afterwards = answers;
  }

  Answers afterwards() {
    return afterwards;
  }
}
