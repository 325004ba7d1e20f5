package dev.errand.e2e.crash;

import dev.errand.e2e.Sql;
import dev.errand.e2e.oracle.Oracle;
import dev.errand.local.LocalDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Nothing is written for a partition by a process that does not own it. The database itself
 * watches: triggers note each write of an armed process, whose connections have a name, to a row of
 * a partition that is somebody else's at that moment. They write where no app may, as the owner of
 * the tables does.
 */
final class Writes implements Oracle {

  /** What an armed process calls its connections. */
  static final String NAME = "armed";

  private static final List<String> TABLES =
      List.of("pending", "attempt", "park", "done", "lane_position");

  private static final String WATCH =
      """
      create schema if not exists watched;
      create table if not exists watched.owner (owner uuid primary key);
      create table if not exists watched.write (what text not null);

      create or replace function watched.note_owner() returns trigger language plpgsql
      security definer set search_path = public as $$
      begin
        if current_setting('application_name') = '%1$s' and new.owner is not null then
          insert into watched.owner values (new.owner) on conflict do nothing;
        end if;
        return null;
      end $$;

      create or replace function watched.note_write() returns trigger language plpgsql
      security definer set search_path = public as $$
      declare
        place record;
      begin
        place := coalesce(new, old);
        if current_setting('application_name') = '%1$s' and not exists (
          select from lane_owner join watched.owner using (owner)
          where topic = place.topic and part = place.part)
        then
          insert into watched.write values (format('%%s %%s %%s', tg_op, tg_table_name, place));
        end if;
        return null;
      end $$;

      create or replace trigger watch_owner after insert or update on lane_owner
        for each row execute function watched.note_owner();
      """
          .formatted(NAME);

  private final JdbcClient sql;

  /** Begins to watch, or goes on. */
  Writes(LocalDatabase database) {
    this.sql = Sql.on(database);
    var _ = sql.sql(WATCH).update();
    for (String table : TABLES) {
      var _ =
          sql.sql(
                  """
                  create or replace trigger watch_write after insert or update or delete on %s
                    for each row execute function watched.note_write();
                  """
                      .formatted(table))
              .update();
    }
  }

  /** Those since they were last asked for. */
  @Override
  public Stream<String> violations() {
    return sql.sql("delete from watched.write returning what").query(String.class).list().stream()
        .map(what -> "written by a former owner: " + what);
  }
}
