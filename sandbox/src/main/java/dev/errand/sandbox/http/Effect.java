package dev.errand.sandbox.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call changed, for the ledger.
 *
 * @param kind a word such as {@code page}, {@code children}, {@code draft}, {@code mail}
 * @param id the id of what was created, sent or changed
 * @param errandCommand the command this was done for, where the content carries it readably
 * @param recipients whom a mail was accepted for, each as it was written and with its field, as in
 *     {@code to ann@example.com}; empty for all else
 */
public record Effect(
    String kind, String id, @Nullable String errandCommand, List<String> recipients) {

  public Effect {
    recipients = List.copyOf(recipients);
  }

  public Effect(String kind, String id, @Nullable String errandCommand) {
    this(kind, id, errandCommand, List.of());
  }

  public static Effect of(String kind, String id) {
    return new Effect(kind, id, null);
  }
}
