package dev.errand.sandbox.http;

import org.jspecify.annotations.Nullable;

/**
 * What a call changed, for the ledger.
 *
 * @param kind a word such as {@code page}, {@code children}, {@code draft}, {@code mail}
 * @param id the id of what was created, sent or changed
 * @param errandCommand the command this was done for, where the content carries it readably
 */
public record Effect(String kind, String id, @Nullable String errandCommand) {

  public static Effect of(String kind, String id) {
    return new Effect(kind, id, null);
  }
}
