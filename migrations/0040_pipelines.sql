-- Pipelines are arranged freely: several for a service, one of which takes what comes in; archived once nothing is open in
-- them; and stages that go.

alter table pipelines drop constraint pipelines_service_line_key;
-- those there are were the only ones of their service
alter table pipelines
    add column is_default  boolean not null default true,
    add column archived_at timestamptz,
    add constraint pipelines_archived_check check (not (is_default and archived_at is not null));
alter table pipelines alter column is_default set default false;
create unique index pipelines_default_key on pipelines (org_id, service_line) where is_default;
comment on column pipelines.is_default is 'Takes the leads of its service that name no stage; one pipeline of each service.';

-- A stage that was removed is one of no pipeline, and a lead names stage and pipeline together: so none can come to stand
-- in it, while the stays in it keep its name.
alter table stages
    alter column pipeline_id drop not null,
    add column removed_at timestamptz,
    add constraint stages_removed_check check ((pipeline_id is null) = (removed_at is not null));
