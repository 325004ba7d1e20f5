-- When a command whose time has come was told first: from then on it is told twice as late each time. Counted from its due
-- time, one whose workers had been away for an hour would wait for another one when its first try failed. Empty until then.
alter table postponed add column first_told_at timestamptz;
