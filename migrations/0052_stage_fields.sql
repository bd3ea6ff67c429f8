-- A stage may ask for fields of the organization's own. It keeps their keys, which never change and which one field of
-- leads has each; a field that is archived stays named here and is asked for again once it is taken into use again.
alter table stages
    add column required_fields text[] not null default '{}' constraint stages_required_fields_check check (cardinality(required_fields) <= 60);
comment on column stages.required_fields is 'Keys of fields of leads that a lead needs before it comes in.';
