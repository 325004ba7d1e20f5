package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Found;
import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.Page;
import dev.errand.noteworker.notion.Search;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Effects;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notion as one run of an operation sees it: reads by name, and the way to effects. */
public final class Notion {

  /** 100 requests: more than half of what a user may send in a minute. */
  static final int MOST_BLOCKS = 10_000;

  private final NotionApi api;
  private final OperationContext context;

  public Notion(NotionApi api, OperationContext context) {
    this.api = api;
    this.context = context;
  }

  public Page page(String id) {
    return context.call("notion.page.get", token -> api.page(bearer(token), id));
  }

  /** The page, if it is there for this user and neither in the trash nor archived. */
  public Optional<Page> alive(String id) {
    return find(id).filter(Page::alive);
  }

  /** The page, if it is there for this user, be it in the trash. */
  public Optional<Page> find(String id) {
    try {
      return Optional.of(page(id));
    } catch (OperationStopped stopped) {
      if (gone(stopped)) {
        return Optional.empty();
      }
      throw stopped;
    }
  }

  public Listed<Page> search(String query, int size, @Nullable String cursor) {
    return context.call(
        "notion.search", token -> api.search(bearer(token), Search.pages(query, size, cursor)));
  }

  public Listed<Found> find(Search search) {
    return context.call("notion.search", token -> api.find(bearer(token), search));
  }

  /** The first hundred blocks in a page or block, or the hundred behind a cursor. */
  public Listed<StoredBlock> children(String parent, @Nullable String cursor) {
    return children(parent, NotionApi.MOST_IN_A_LIST, cursor);
  }

  /** The first blocks in a page or block, or those behind a cursor. */
  public Listed<StoredBlock> children(String parent, int size, @Nullable String cursor) {
    return context.call(
        "notion.children.list", token -> api.children(bearer(token), parent, size, cursor));
  }

  /** All blocks directly in a page or block; empty if it is gone or holds too many to look at. */
  public Optional<List<StoredBlock>> allChildren(String parent) {
    try {
      return upTo(MOST_BLOCKS, parent);
    } catch (OperationStopped stopped) {
      if (gone(stopped)) {
        return Optional.empty();
      }
      throw stopped;
    }
  }

  Optional<List<StoredBlock>> upTo(int most, String parent) {
    List<StoredBlock> blocks = new ArrayList<>();
    String cursor = null;
    do {
      Listed<StoredBlock> part = children(parent, cursor);
      blocks.addAll(part.results());
      cursor = part.next();
    } while (cursor != null && blocks.size() < most);
    return cursor == null ? Optional.of(blocks) : Optional.empty();
  }

  /** Puts a block into the trash, if it is not there already: that can be done again and again. */
  public void delete(String block) {
    try {
      context.call("notion.block.delete", token -> api.delete(bearer(token), block));
    } catch (OperationStopped stopped) {
      if (!gone(stopped)) {
        throw stopped;
      }
    }
  }

  /** Who we are: the author of all that was made through this connection. */
  public String ownId() {
    return context.call("notion.user.me", token -> api.me(bearer(token))).id();
  }

  public ConnectionFacts connection() {
    return context.connection();
  }

  public OperationContext context() {
    return context;
  }

  /** Whether something that counts may have been done for the command. */
  public boolean begun() {
    return context.effects().begun();
  }

  Effects effects() {
    return context.effects();
  }

  NotionApi api() {
    return api;
  }

  static String bearer(AccessToken token) {
    return token.secret().bearer();
  }

  /** Whether Notion said that what was asked for is not there, or not shared. */
  public static boolean missing(OperationStopped stopped) {
    return stopped.failure() instanceof Failure.Refused(var problem)
        && problem.code() == ProblemCode.NOT_FOUND;
  }

  /** Whether Notion said that what was written to or read is not there, or is in the trash. */
  public static boolean gone(OperationStopped stopped) {
    return refused(stopped, ProblemCode.NOT_FOUND) || refused(stopped, ProblemCode.CONFLICT);
  }

  /** Whether Notion refused it with that problem. */
  public static boolean refused(OperationStopped stopped, ProblemCode code) {
    return stopped.failure() instanceof Failure.Refused(var problem) && problem.code() == code;
  }
}
