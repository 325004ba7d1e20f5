-- Who asks a provider's token endpoint now, or did a moment ago: a limit that each process kept for itself would grow
-- with their number, and begin anew with each restart.
create table refresh_permit (
  provider text not null,
  number   integer not null,
  free_at  timestamptz not null,
  primary key (provider, number)
) with (fillfactor = 50);

insert into refresh_permit (provider, number, free_at)
select provider, number, '-infinity' from unnest(array['notion', 'microsoft']) as provider, generate_series(1, 200) as number;

grant select, update on refresh_permit to errand_worker, errand_refresher;
