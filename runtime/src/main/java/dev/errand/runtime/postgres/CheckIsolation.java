package dev.errand.runtime.postgres;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks into the catalogue of the database whether one user's rows are shut off from another's. An
 * app that finds a gap does not start: a table without a policy, or a role that policies do not
 * bind, would make each forgotten condition a leak.
 */
final class CheckIsolation {

  /**
   * Policies bind none of these, and an owner can take them away. Asked of each role that this
   * login is a member of, for it can become any of them ({@code set role}), and of who logged in,
   * whom it can become again.
   */
  private static final String UNBOUND_ROLE =
      """
      with mine as (
        select oid, rolname, rolsuper or rolbypassrls as unbound
        from pg_roles where pg_has_role(session_user, oid, 'member')
      )
      select 'the role ' || rolname || ' is a superuser or bypasses row-level security'
      from mine where rolname in (current_user, session_user) and unbound
      union all
      select 'the role ' || session_user || ' can become ' || rolname
        || ', who is a superuser or bypasses row-level security'
      from mine
      where rolname not in (current_user, session_user) and unbound
        and not (select rolsuper from pg_roles where rolname = session_user)
      union all
      select 'the role ' || session_user || ' can become ' || rolname
        || ', who reaches the files of the server'
      from mine
      where rolname in ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
        and not (select rolsuper from pg_roles where rolname = session_user)
      union all
      select 'the role ' || session_user || ' owns ' || string_agg(relname, ', ' order by relname)
      from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
        and pg_has_role(session_user, relowner, 'member')
      having count(*) > 0
      """;

  /**
   * Tables that hold nothing of a single user are named here; every other one has policies, which
   * bind its owner too.
   */
  private static final String OPEN_TABLES =
      """
      select 'the table ' || relname || ' has no forced row-level security'
      from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and not (relrowsecurity and relforcerowsecurity)
        and relname not in ('lane_owner', 'lane_position', 'gate', 'partition_count',
          'refresh_permit', 'flyway_schema_history')
      union all
      select 'the table ' || relname || ' can be read without any policy for ' || current_user
      from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity
        and has_any_column_privilege(oid, 'select')
        and not exists (select from pg_policy
          where polrelid = pg_class.oid
            and exists (select from unnest(polroles) as role where pg_has_role(role, 'member')))
      """;

  private static final String OPEN_VIEWS =
      """
      select 'the view ' || relname || ' shows what its owner may see'
      from pg_class
      where relnamespace = 'public'::regnamespace
        and (relkind = 'm' or relkind = 'v'
          and not coalesce(reloptions, '{}') && array['security_invoker=true', 'security_invoker=on'])
      """;

  private static final String OPEN_FUNCTIONS =
      """
      select 'the function ' || proname || ' runs as its owner without a search_path that ends with pg_temp'
      from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef
        and not exists (select from unnest(proconfig) as setting
          where setting like 'search_path=%pg_temp')
      """;

  private final JdbcClient sql;

  CheckIsolation(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * @throws IllegalStateException with all gaps, if there are any
   */
  void check() {
    List<String> gaps = gaps();
    if (!gaps.isEmpty()) {
      throw new IllegalStateException(
          "The database does not shut one user off from another: " + String.join("; ", gaps));
    }
  }

  List<String> gaps() {
    return List.of(UNBOUND_ROLE, OPEN_TABLES, OPEN_VIEWS, OPEN_FUNCTIONS).stream()
        .flatMap(statement -> sql.sql(statement).query(String.class).list().stream())
        .toList();
  }
}
