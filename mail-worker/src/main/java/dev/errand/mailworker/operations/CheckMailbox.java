package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphBatch;
import dev.errand.mailworker.policy.Permission;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Topics;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailboxCheck;
import dev.errand.schemas.mail.MailboxChecked;
import dev.errand.schemas.mail.MailboxChecked.Missing;
import dev.errand.schemas.mail.MailboxChecked.What;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code mailbox.check}: what the connection can see and do, how the mailbox is set, what is
 * missing, and what the person can do. It only reads: that something may be changed or sent is what
 * was granted, and not tried.
 */
public final class CheckMailbox implements Operation {

  /** What Microsoft calls the address of the account, among the facts of a connection. */
  private static final String ADDRESS = "mail";

  private final GraphBatch graph;

  public CheckMailbox(GraphBatch graph) {
    this.graph = graph;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAILBOX_CHECK;
  }

  @Override
  public Object perform(OperationContext context) {
    context.input(MailboxCheck.class);
    EnumSet<Permission> granted = Permission.of(context.connection());
    MailboxLook look = MailboxLook.at(context, graph, granted);
    granted.removeAll(look.refused());
    if (look.refused().contains(Permission.READ)) {
      granted.remove(Permission.WRITE); // who may change may read
    }
    List<Missing> missing = missing(granted, look.unreachable());
    return new MailboxChecked(
        missing.isEmpty(),
        reachable(look),
        context.connection().facts().get(ADDRESS),
        look.unreachable() ? List.of() : operations(granted),
        ToldMailbox.settings(look.settings()),
        ToldMailbox.automaticReplies(look.settings()),
        look.folders().entrySet().stream()
            .map(folder -> ToldMailbox.folder(folder.getKey(), folder.getValue()))
            .toList(),
        missing);
  }

  private static @Nullable Boolean reachable(MailboxLook look) {
    return look.unreachable() ? Boolean.FALSE : look.sawSomething() ? Boolean.TRUE : null;
  }

  private static List<String> operations(Set<Permission> granted) {
    return OperationCatalog.names(Topics.MAIL).stream()
        .filter(operation -> granted.containsAll(PermittedOperation.needs(operation)))
        .map(OperationName::value)
        .toList();
  }

  private static List<Missing> missing(Set<Permission> granted, boolean unreachable) {
    return Stream.concat(
            unreachable ? Stream.of(NO_MAILBOX) : Stream.empty(),
            Stream.of(Permission.values())
                .filter(permission -> !granted.contains(permission))
                .map(CheckMailbox::notGranted))
        .toList();
  }

  private static final Missing NO_MAILBOX =
      new Missing(
          What.MAILBOX,
          "Microsoft finds no mailbox for your account that can be reached.",
          "Open Outlook on the web with that account. If it opens, ask again in an hour: a new"
              + " mailbox, or one that is being moved, takes a while. If it does not, ask your"
              + " administrator for a mailbox in Exchange Online, or connect another account.");

  private static Missing notGranted(Permission permission) {
    return switch (permission) {
      case READ ->
          missing(
              What.PERMISSION_TO_READ, "The connection may not read your mail.", "Mail.ReadWrite");
      case WRITE ->
          missing(
              What.PERMISSION_TO_CHANGE,
              "The connection may not write drafts, or mark, move and file your mail.",
              "Mail.ReadWrite");
      case SEND ->
          missing(What.PERMISSION_TO_SEND, "The connection may not send mail.", "Mail.Send");
      case READ_SETTINGS ->
          missing(
              What.PERMISSION_TO_READ_SETTINGS,
              "The connection may not read your time zone and automatic replies.",
              "MailboxSettings.Read");
    };
  }

  /** Many organisations let only an administrator grant what reads mail or its settings. */
  private static Missing missing(What what, String title, String scope) {
    return new Missing(
        what,
        title,
        "Connect Outlook anew and grant what is asked for. If Microsoft says that an administrator"
            + " has to approve, ask yours to approve this app with the permission "
            + scope
            + ", and connect again then.");
  }
}
