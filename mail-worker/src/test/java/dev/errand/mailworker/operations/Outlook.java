package dev.errand.mailworker.operations;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.microsoft.graph.models.Attachment;
import com.microsoft.graph.models.FileAttachment;
import com.microsoft.graph.models.MailFolder;
import com.microsoft.graph.models.MailboxSettings;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.Recipient;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.UserItemRequestBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A mailbox as Microsoft's own client reads it, with the ids that stay. */
final class Outlook {

  private static final String IDS = "IdType=\"ImmutableId\"";
  private static final int PAGE = 100;

  private final UserItemRequestBuilder me;

  Outlook(GraphServiceClient client) {
    me = client.me();
  }

  Message message(String id) {
    return requireNonNull(
        me.messages().byMessageId(id).get(request -> request.headers.add("Prefer", IDS)));
  }

  /** As {@link #message}, with its body as text. */
  Message text(String id) {
    return requireNonNull(
        me.messages()
            .byMessageId(id)
            .get(
                request -> {
                  request.headers.add("Prefer", IDS);
                  request.headers.add("Prefer", "outlook.body-content-type=\"text\"");
                }));
  }

  /** What lies in a folder, the newest first. */
  List<Message> in(String folder) {
    return all(
        requireNonNull(
                me.mailFolders()
                    .byMailFolderId(folder)
                    .messages()
                    .get(
                        request -> {
                          request.headers.add("Prefer", IDS);
                          request.queryParameters.top = PAGE;
                          request.queryParameters.orderby = new String[] {"receivedDateTime desc"};
                        }))
            .getValue());
  }

  /** The only mail that lies there. */
  Message only(String folder) {
    List<Message> found = in(folder);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " mails in " + folder);
    }
    return found.getFirst();
  }

  List<Attachment> attached(String message) {
    return all(
        requireNonNull(
                me.messages()
                    .byMessageId(message)
                    .attachments()
                    .get(request -> request.headers.add("Prefer", IDS)))
            .getValue());
  }

  /** The files of a message in the order of their names, as {@code name, type, content}. */
  List<String> files(String message) {
    return attached(message).stream()
        .map(FileAttachment.class::cast)
        .map(
            file ->
                file.getName()
                    + ", "
                    + file.getContentType()
                    + ", "
                    + new String(requireNonNull(file.getContentBytes()), StandardCharsets.UTF_8))
        .sorted()
        .toList();
  }

  MailboxSettings settings() {
    return requireNonNull(me.mailboxSettings().get());
  }

  MailFolder folder(String idOrName) {
    return requireNonNull(me.mailFolders().byMailFolderId(idOrName).get());
  }

  /** The names that lead to each folder, with its id: {@code Inbox/Travel = AQMk...}. */
  Set<String> folders() {
    Set<String> found = new TreeSet<>();
    walk(
        all(
            requireNonNull(me.mailFolders().get(request -> request.queryParameters.top = PAGE))
                .getValue()),
        "",
        found);
    return found;
  }

  private void walk(List<MailFolder> folders, String path, Set<String> found) {
    for (MailFolder folder : folders) {
      String here = path + folder.getDisplayName();
      found.add(here + " = " + folder.getId());
      walk(
          all(
              requireNonNull(
                      me.mailFolders()
                          .byMailFolderId(requireNonNull(folder.getId()))
                          .childFolders()
                          .get(request -> request.queryParameters.top = PAGE))
                  .getValue()),
          here + "/",
          found);
    }
  }

  /** Each as {@code name <address>}. */
  static List<String> shown(@Nullable List<Recipient> recipients) {
    return all(recipients).stream().map(Outlook::shown).toList();
  }

  static String shown(@Nullable Recipient recipient) {
    var address = requireNonNull(requireNonNull(recipient).getEmailAddress());
    return requireNonNullElse(address.getName(), "") + " <" + address.getAddress() + ">";
  }

  private static <T> List<T> all(@Nullable List<T> values) {
    return new ArrayList<>(requireNonNull(values));
  }
}
