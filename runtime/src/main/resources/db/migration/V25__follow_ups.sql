-- What workers ask of themselves after a command has ended waits here, too, as whether a mail came back. Nobody else can
-- ask for it: it is taken in only if it is here. It is not shown as a command of the person, nor counted as one.
alter table postponed add column follow_up boolean not null default false;

drop policy own on postponed;
create policy own on postponed for select to errand_api using (user_id = (select acting_user()) and not follow_up);
