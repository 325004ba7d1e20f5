package dev.errand.sandbox.graph.mailbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The language of a mailbox: what its folders are called, and the words that Exchange writes
 * itself. Well-known names are the same in all.
 *
 * @param locale as in {@code de-DE}
 * @param folders well-known name to display name
 * @param reply as in {@code Re:}
 * @param forward as in {@code Fw:}
 * @param undeliverable as in {@code Undeliverable:}
 */
public record Language(
    String locale,
    String displayName,
    Map<String, String> folders,
    String reply,
    String forward,
    String undeliverable) {

  /** Folders of every mailbox, in the order in which they were made. */
  static final List<String> WELL_KNOWN =
      List.of(
          "archive",
          "conversationhistory",
          "deleteditems",
          "drafts",
          "inbox",
          "junkemail",
          "outbox",
          "sentitems");

  public static final Language ENGLISH =
      new Language(
          "en-US",
          "English (United States)",
          named(
              "Archive",
              "Conversation History",
              "Deleted Items",
              "Drafts",
              "Inbox",
              "Junk Email",
              "Outbox",
              "Sent Items"),
          "Re:",
          "Fw:",
          "Undeliverable:");

  private static final Language GERMAN =
      new Language(
          "de-DE",
          "Deutsch (Deutschland)",
          named(
              "Archiv",
              "Aufgezeichnete Unterhaltungen",
              "Gelöschte Elemente",
              "Entwürfe",
              "Posteingang",
              "Junk-E-Mail",
              "Postausgang",
              "Gesendete Elemente"),
          "AW:",
          "WG:",
          "Unzustellbar:");

  private static final Language FRENCH =
      new Language(
          "fr-FR",
          "français (France)",
          named(
              "Archive",
              "Historique des conversations",
              "Éléments supprimés",
              "Brouillons",
              "Boîte de réception",
              "Courrier indésirable",
              "Boîte d’envoi",
              "Éléments envoyés"),
          "RE:",
          "TR:",
          "Non remis :");

  private static final Language JAPANESE =
      new Language(
          "ja-JP",
          "日本語 (日本)",
          named("アーカイブ", "会話の履歴", "削除済みアイテム", "下書き", "受信トレイ", "迷惑メール", "送信トレイ", "送信済みアイテム"),
          "Re:",
          "Fw:",
          "配信不能:");

  public Language {
    folders = Map.copyOf(folders);
  }

  /**
   * The language of a locale.
   *
   * @throws IllegalArgumentException if this sandbox does not speak it
   */
  public static Language of(String locale) {
    return List.of(ENGLISH, GERMAN, FRENCH, JAPANESE).stream()
        .filter(language -> language.locale().equalsIgnoreCase(locale))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No mailbox speaks "
                        + locale
                        + ": en-US, de-DE,"
                        + " fr-FR and ja-JP are known"));
  }

  private static Map<String, String> named(String... displayNames) {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < displayNames.length; i++) {
      named.put(WELL_KNOWN.get(i), displayNames[i]);
    }
    return named;
  }
}
