-- Media: what was captured, without its bytes, which lie in the file store under keys made here.

create table media (
    org_id         uuid             not null,
    id             uuid             not null,
    job_id         uuid             not null,
    phase_id       uuid,
    requirement_id uuid,
    item_id        uuid,
    kind           text             not null constraint media_kind_check check (kind in ('photo', 'video', 'signature', 'document', 'voice')),
    status         text             not null default 'declared' constraint media_status_check check (status in ('declared', 'receiving', 'stored', 'rejected')),
    position       int              not null default 0,
    caption        text             not null default '',
    signer         text,
    size           bigint           not null constraint media_size_check check (size > 0),
    received       bigint           not null default 0 constraint media_received_check check (received between 0 and size),
    sha256         text             not null constraint media_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
    mime           text             not null default '',
    width          int,
    height         int,
    taken_at       timestamptz      not null,
    taken_by       text             not null,
    member_id      uuid,
    device         text,
    latitude       double precision,
    longitude      double precision,
    accuracy       double precision,
    problem        text             constraint media_problem_check check (problem in ('wrong_type', 'too_large', 'too_many_pixels', 'damaged', 'wrong_hash')),
    verification   text             not null default 'unchecked' constraint media_verification_check check (verification in ('unchecked', 'good', 'doubtful')),
    -- variance of the Laplacian, mean brightness (0 to 255) and perceptual hash, for verification
    sharpness      double precision,
    brightness     double precision,
    look           bigint,
    original_key   text,
    copy_key       text,
    thumb_key      text,
    stored_at      timestamptz,
    deleted_at     timestamptz,
    deleted_by     text,
    -- its bytes are gone
    purged_at      timestamptz,
    version        int              not null default 1,
    created_at     timestamptz      not null default now(),
    updated_at     timestamptz      not null default now(),
    primary key (org_id, id),
    constraint media_problem_status_check check ((problem is not null) = (status = 'rejected')),
    constraint media_stored_check check (status <> 'stored' or (received = size and original_key is not null)),
    constraint media_job_id_fkey foreign key (org_id, job_id) references jobs (org_id, id),
    constraint media_phase_id_fkey foreign key (org_id, phase_id) references job_phases (org_id, id),
    constraint media_requirement_id_fkey foreign key (org_id, requirement_id) references job_requirements (org_id, id),
    constraint media_item_id_fkey foreign key (org_id, item_id) references job_items (org_id, id),
    constraint media_member_id_fkey foreign key (org_id, member_id) references members (org_id, id)
);
select tenant_table('media');
create index media_job_idx on media (org_id, job_id, position, id);
create index media_phase_idx on media (org_id, phase_id) where phase_id is not null;
create index media_requirement_idx on media (org_id, requirement_id) where requirement_id is not null;
create index media_item_idx on media (org_id, item_id) where item_id is not null;
create index media_member_idx on media (org_id, member_id) where member_id is not null;
-- for the sweeps: what waits for bytes, and what waits for the end of its undo window
create index media_unfinished_idx on media (updated_at) where status in ('declared', 'receiving');
create index media_deleted_idx on media (deleted_at) where deleted_at is not null and purged_at is null;
