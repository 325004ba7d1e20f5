package dev.errand.connections;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose account a provider says a token is for.
 *
 * @param id the provider's own name of the account; never a mail address, which can change hands
 * @param workspace what several accounts may share a limit in; absent where there is no such thing
 * @param facts the provider's own, under the names below
 */
public record Account(String id, @Nullable String workspace, Map<String, String> facts) {

  /** Notion: the name of the workspace. */
  public static final String WORKSPACE_NAME = "workspaceName";

  /** Notion: the address of the workspace's icon, or an emoji. */
  public static final String WORKSPACE_ICON = "workspaceIcon";

  /** Notion: the page that was made from the template the person chose to duplicate. */
  public static final String DUPLICATED_TEMPLATE = "duplicatedTemplate";

  /** Notion: the id of the person who consented. */
  public static final String OWNER = "owner";

  /** Microsoft: the person's mail address, as far as the provider says. */
  public static final String MAIL = "mail";

  /** The person's name. */
  public static final String NAME = "name";

  public Account {
    if (id.isBlank()) {
      throw new IllegalArgumentException("An account has an id");
    }
    facts = Map.copyOf(facts);
  }
}
