-- What was taken back, rejected or has expired needs its uploads no more. Whoever tidies up frees them while that is known, and
-- for this sees of those that ended so that they did: their results hold no output.
create policy to_tidy on done for select to errand_api
  using ((select acting_duty()) = 'tidy' and status in ('rejected', 'expired', 'cancelled'));
