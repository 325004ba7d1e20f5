package dev.errand.apiingest.command;

import dev.errand.runtime.files.Claim;
import dev.errand.runtime.files.FileId;
import dev.errand.runtime.files.UserFiles;
import dev.errand.schemas.Command;
import dev.errand.schemas.NamedUploads;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a command that is being accepted the uploads that it names, until it may have begun: none
 * is taken by another meanwhile, and none expires. Thread-safe.
 */
final class ClaimUploads {

  private final NamedUploads named;
  private final UserFiles files;
  private final Duration hold;
  private final Clock clock;

  /**
   * @param hold how long the workers hold a command that does not say
   */
  ClaimUploads(NamedUploads named, UserFiles files, Duration hold, Clock clock) {
    this.named = named;
    this.files = files;
    this.hold = hold;
    this.clock = clock;
  }

  /**
   * All that it names, which may be nothing, or none of it. May be repeated, and takes part in the
   * transaction that runs for the user, if one does.
   */
  Claim of(Command command) {
    Set<FileId> ids = new LinkedHashSet<>();
    for (String upload : named.of(command)) {
      Optional<FileId> id = FileId.read(upload);
      if (id.isEmpty()) {
        return Claim.NOT_THERE;
      }
      ids.add(id.get());
    }
    return ids.isEmpty()
        ? Claim.GIVEN
        : files.claim(
            command.user(), command.effectId(), ids, command.latest(clock.instant(), hold));
  }
}
