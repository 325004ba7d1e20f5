package dev.errand.runtime.local;

import dev.errand.pipeline.Operation;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * For whom nothing leaves this machine. Set under {@code errand}; the same for all apps.
 *
 * @param localOnly whether that is so for everybody
 */
@ConfigurationProperties("errand")
public record LocalOnly(@DefaultValue("false") boolean localOnly, @DefaultValue Local local) {

  /**
   * Settings of {@code errand.local}.
   *
   * @param folder where notes are kept that do not leave
   * @param users for whom it is so, if not for everybody
   */
  public record Local(@Nullable Path folder, @DefaultValue Set<String> users) {

    public Local {
      users = Set.copyOf(users);
      users.forEach(UserId::new);
    }
  }

  /** Nobody, which is what is so without settings. */
  public static LocalOnly nobody() {
    return new LocalOnly(false, new Local(null, Set.of()));
  }

  /** Whether there is anybody of whom nothing leaves. */
  public boolean isForSomebody() {
    return localOnly || !local.users().isEmpty();
  }

  /** Whether nothing of that user leaves. */
  public boolean holds(UserId user) {
    return localOnly || local.users().contains(user.value());
  }

  /**
   * The operations of a provider, as far as they leave: for whom nothing does, each is the one of
   * that name which works here, or is refused without asking anybody.
   *
   * @param here what works without the provider
   */
  public List<Operation> keep(
      Provider provider, Collection<? extends Operation> operations, LocalOperations here) {
    Map<OperationName, Operation> byName =
        here.operations().stream().collect(Collectors.toMap(Operation::name, Function.identity()));
    return operations.stream()
        .<Operation>map(
            there ->
                new Kept(
                    this,
                    there,
                    byName.getOrDefault(there.name(), new NotHere(there.name(), provider, this))))
        .toList();
  }
}
