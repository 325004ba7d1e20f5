package dev.errand.mailworker.bounces;

import dev.errand.pipeline.FollowUps;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.WireJson;
import dev.errand.schemas.mail.Bounce;
import dev.errand.schemas.mail.MailDelivery;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailReports;
import dev.errand.schemas.mail.MailSent;
import dev.errand.schemas.mail.OriginalCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * After a mail was sent it is looked some times whether it came back, each look after the one
 * before. None waits for a person who has to connect again; and there are no more when there is no
 * connection or no permission to read.
 */
public final class DeliveryLooks implements FollowUps {

  private static final String SOURCE = "urn:errand";

  /** A mail that came back so often is watched no longer. */
  private static final int MOST_TOLD = 100;

  private final List<Duration> looks;
  private final Set<OperationName> sending =
      new OperationCatalog()
          .entries().stream()
              .filter(entry -> entry.output().equals(MailSent.class))
              .map(OperationCatalog.Entry::name)
              .collect(Collectors.toUnmodifiableSet());

  /**
   * Looks so long after the sending.
   *
   * @param looks in rising order; none: it is never looked
   */
  public DeliveryLooks(List<Duration> looks) {
    this.looks = List.copyOf(looks);
  }

  @Override
  public Optional<Command> after(Command command, Result result, Instant begun) {
    if (OperationCatalog.isFollowUp(command.operation())) {
      return next(command, result);
    }
    return sending.contains(command.operation()) && result.status() == Status.SUCCEEDED
        ? first(command, result, begun)
        : Optional.empty();
  }

  private Optional<Command> first(Command command, Result result, Instant begun) {
    String mail = read(result.output(), MailSent.class).internetMessageId();
    return mail == null || mail.isEmpty()
        ? Optional.empty()
        : look(
            command,
            new MailDelivery(
                OriginalCommand.of(result.command()),
                mail,
                begun,
                result.timing().finishedAt(),
                1,
                List.of()));
  }

  private Optional<Command> next(Command command, Result result) {
    if (command.data().isNull() || isOver(result)) {
      return Optional.empty();
    }
    MailDelivery before = read(command.data(), MailDelivery.class);
    List<String> told = new ArrayList<>(before.told());
    if (result.status() == Status.SUCCEEDED) {
      read(result.output(), MailReports.class).bounces().stream()
          .map(Bounce::key)
          .forEach(told::add);
    }
    return told.size() >= MOST_TOLD
        ? Optional.empty()
        : look(
            command,
            new MailDelivery(
                before.command(),
                before.internetMessageId(),
                before.since(),
                before.sentAt(),
                before.look() + 1,
                told));
  }

  private static boolean isOver(Result result) {
    return result.problem() != null
        && Set.of(ProblemCode.NOT_CONNECTED, ProblemCode.MISSING_PERMISSION)
            .contains(result.problem().code());
  }

  private Optional<Command> look(Command before, MailDelivery asked) {
    if (asked.look() > looks.size()) {
      return Optional.empty();
    }
    Command look =
        new Command(
            before.user(),
            MailDelivery.id(new CommandId(asked.command().id()), asked.look()),
            MailOperations.MAIL_DELIVERY,
            SOURCE,
            Priority.BULK,
            null,
            null,
            null,
            before.traceparent(),
            WireJson.mapper().valueToTree(asked));
    return Optional.of(
        look.held(Duration.ZERO).later(asked.sentAt().plus(looks.get(asked.look() - 1)), null));
  }

  private static <T> T read(@Nullable JsonNode json, Class<T> type) {
    return WireJson.mapper().treeToValue(Objects.requireNonNull(json), type);
  }
}
