package dev.errand.apiingest.operator;

import dev.errand.runtime.audit.Act;
import dev.errand.runtime.audit.Actor;
import dev.errand.runtime.audit.AuditEntry;
import dev.errand.runtime.audit.AuditEntry.ForCommand;
import dev.errand.runtime.audit.AuditLog;
import dev.errand.runtime.kafka.DeadRecord;
import dev.errand.runtime.kafka.DeadRecord.Place;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.Duty;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what an operator does, before it is done: what cannot be written down is not done.
 * What is of one person stands among what was done in that person's name. Thread-safe.
 */
final class OperatorAudit {

  private final AuditLog log;
  private final Acting acting;

  OperatorAudit(AuditLog log, Acting acting) {
    this.log = log;
    this.acting = acting;
  }

  /** Nobody in particular. */
  void listed(UserId operator, Act act) {
    write(new AuditEntry(null, new Actor.Operator(operator), act));
  }

  /**
   * One letter.
   *
   * @param command the letter's own, or its replay
   */
  void letter(UserId operator, Act act, long number, Command command) {
    write(
        new AuditEntry(
            command.user(),
            new Actor.Operator(operator),
            act,
            null,
            new ForCommand(command.id(), command.operation(), null),
            "letter-" + number));
  }

  /**
   * One record.
   *
   * @param command what it is published as; absent if nothing is
   */
  void record(UserId operator, Act act, DeadRecord dead, @Nullable CommandId command) {
    Place place = dead.place();
    Optional<NamedRecord> named = NamedRecord.of(dead.record());
    CommandId id = command == null ? named.map(NamedRecord::command).orElse(null) : command;
    write(
        new AuditEntry(
            named.map(NamedRecord::user).orElse(null),
            new Actor.Operator(operator),
            act,
            null,
            id == null ? null : new ForCommand(id, null, null),
            "%s/%d/%d".formatted(place.topic(), place.partition(), place.offset())));
  }

  private void write(AuditEntry entry) {
    var _ =
        acting.on(
            Duty.OPERATE,
            () -> {
              log.append(entry);
              return entry;
            });
  }
}
