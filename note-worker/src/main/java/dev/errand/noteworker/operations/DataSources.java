package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.Database;
import dev.errand.noteworker.notion.Database.Reference;
import dev.errand.noteworker.steps.Databases;
import dev.errand.noteworker.steps.Remembered;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which data source is meant by a database: its only one. That is remembered for each connection,
 * and looked up again when Notion says that the data source is gone, or has no such property.
 * Thread-safe.
 */
public final class DataSources {

  /** About 300 bytes each. */
  private static final int MOST = 20_000;

  private final Remembered<String> onlyOnes = new Remembered<>(MOST);

  /** Does something with a data source; again, if the database turned out to have another one. */
  <T> T in(
      Databases databases,
      @Nullable String database,
      @Nullable String dataSource,
      Function<String, T> work) {
    if (dataSource != null && database == null) {
      return work.apply(Invalid.unlessDatabaseId(dataSource));
    }
    if (database == null || dataSource != null) {
      throw Invalid.because(
          "It is not clear which database is meant.",
          "Give the id either of a database or of a data source.");
    }
    String id = Invalid.unlessDatabaseId(database);
    Optional<String> known = onlyOnes.get(databases.context().connection(), id);
    if (known.isEmpty()) {
      return work.apply(lookUp(databases, id));
    }
    try {
      return work.apply(known.get());
    } catch (OperationStopped stopped) {
      if (!outdated(stopped)) {
        throw stopped;
      }
      onlyOnes.forget(databases.context().connection(), id);
      String now = lookUp(databases, id);
      if (now.equals(known.get())) {
        throw stopped;
      }
      return work.apply(now);
    }
  }

  /** A database was made, with that data source. */
  void know(Databases databases, String database, String dataSource) {
    onlyOnes.put(databases.context().connection(), database, dataSource);
  }

  private String lookUp(Databases databases, String id) {
    Database database = databases.database(id);
    List<Reference> sources = database.dataSources();
    if (sources.size() != 1) {
      throw Invalid.because(
          sources.isEmpty()
              ? "That database has no data source."
              : "That database has several data sources.",
          "Read its schema, and name one of its data sources.");
    }
    String source = sources.getFirst().id();
    onlyOnes.put(databases.context().connection(), id, source);
    return source;
  }

  /** Whether what was refused may be possible with what is true now. */
  private static boolean outdated(OperationStopped stopped) {
    return stopped.failure() instanceof Failure.Refused(var problem)
        && (problem.code() == ProblemCode.NOT_FOUND
            || problem.code() == ProblemCode.CONFLICT
            || problem.code() == ProblemCode.INVALID_COMMAND);
  }
}
