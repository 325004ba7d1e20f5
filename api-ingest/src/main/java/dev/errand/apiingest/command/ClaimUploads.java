package dev.errand.apiingest.command;

import dev.errand.runtime.files.Claim;
import dev.errand.runtime.files.FileId;
import dev.errand.runtime.files.FileSettings;
import dev.errand.runtime.files.UserFiles;
import dev.errand.schemas.Command;
import dev.errand.schemas.NamedUploads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a command that is being accepted the uploads that it names, until it may have begun: none
 * is taken by another meanwhile, and none expires. Thread-safe.
 */
final class ClaimUploads {

  private final NamedUploads named;
  private final UserFiles files;
  private final Duration ahead;
  private final Duration hold;
  private final Clock clock;

  /**
   * @param hold how long the workers hold a command that does not say
   */
  ClaimUploads(
      NamedUploads named, UserFiles files, FileSettings settings, Duration hold, Clock clock) {
    this.named = named;
    this.files = files;
    this.ahead = settings.ahead();
    this.hold = hold;
    this.clock = clock;
  }

  /** How it ended. */
  enum Outcome {
    /** It has all that it names, which may be nothing. */
    GIVEN,
    /** Another command of its user has one of them; it was given none. */
    ANOTHERS,
    /** One is not there; it was given none. */
    NOT_THERE,
    /** It is due later than uploads are kept for it; it was given none. */
    TOO_LATE
  }

  /** May be repeated, and takes part in the transaction that runs for the user, if one does. */
  Outcome of(Command command) {
    List<String> uploads = named.of(command);
    return uploads.isEmpty() ? Outcome.GIVEN : claimed(command, uploads);
  }

  private Outcome claimed(Command command, List<String> uploads) {
    Instant now = clock.instant();
    if (command.due(now).isAfter(now.plus(ahead))) {
      return Outcome.TOO_LATE;
    }
    Set<FileId> ids = new LinkedHashSet<>();
    for (String upload : uploads) {
      Optional<FileId> id = FileId.read(upload);
      if (id.isEmpty()) {
        return Outcome.NOT_THERE;
      }
      ids.add(id.get());
    }
    return outcome(files.claim(command.user(), command.effectId(), ids, command.latest(now, hold)));
  }

  private static Outcome outcome(Claim claim) {
    return switch (claim) {
      case GIVEN -> Outcome.GIVEN;
      case ANOTHERS -> Outcome.ANOTHERS;
      case NOT_THERE -> Outcome.NOT_THERE;
    };
  }
}
