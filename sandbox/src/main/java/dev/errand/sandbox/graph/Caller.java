package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.MailErrors;
import dev.errand.sandbox.graph.mailbox.Owner;
import java.util.Collections;
import java.util.Set;

/**
 * Whose token a request carries.
 *
 * @param app the client id that got the token
 * @param scopes as in {@code Mail.Send}, without the resource
 */
record Caller(Owner owner, String app, Set<String> scopes) {

  Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Refuses a token that has none of these permissions; an empty set asks for none. */
  void require(Set<String> anyOf) {
    if (!anyOf.isEmpty() && Collections.disjoint(scopes, anyOf)) {
      throw MailErrors.accessDenied();
    }
  }

  /** Whether the token may see messages, but not what is in them. */
  boolean basicOnly() {
    return Collections.disjoint(scopes, Access.READ_CONTENT);
  }
}
