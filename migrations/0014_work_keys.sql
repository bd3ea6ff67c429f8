-- Work is enqueued by what happened, once for each time: no kind of it waits under a key.
drop index work_dedupe_key;
alter table work drop column dedupe_key;
