//! Jobs, people and files to try the rules on.

use super::*;

pub(super) fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub(super) fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_794_000_000, 0).unwrap() + Duration::minutes(minute)
}

pub(super) fn job_of(line: ServiceLine) -> Job {
    let mut next = 100u128;
    let mut fresh = || {
        next += 1;
        id(next)
    };
    let phases = line
        .pack()
        .phases
        .iter()
        .enumerate()
        .map(|(n, template)| {
            let requirements: Vec<Requirement> = template
                .requirements
                .iter()
                .enumerate()
                .map(|(k, r)| Requirement {
                    id: RequirementId(fresh()),
                    position: k as i32,
                    key: r.key.into(),
                    title: r.title.label(),
                    kind: r.kind,
                    min_count: r.min_count,
                    required: r.required,
                    min_edge: r.min_edge,
                })
                .collect();
            Phase {
                id: PhaseId(fresh()),
                position: n as i32 + 1,
                key: template.key.into(),
                title: template.title.label(),
                short: template.short.label(),
                roles: template.roles.to_vec(),
                minutes: template.minutes,
                status: PhaseStatus::Waiting,
                started_at: None,
                completed_at: None,
                completed_by: None,
                override_reason: None,
                seal: None,
                items: template
                    .items
                    .iter()
                    .enumerate()
                    .map(|(k, i)| Item {
                        id: ItemId(fresh()),
                        position: k as i32,
                        key: i.key.into(),
                        title: i.title.label(),
                        required: i.required,
                        requirement: i.media.and_then(|key| requirements.iter().find(|r| r.key == key)).map(|r| r.id),
                        roles: i.roles.to_vec(),
                        fact: i.fact,
                        answer: ItemAnswer::Open,
                        note: String::new(),
                        answered_at: None,
                        answered_by: None,
                        answered_member: None,
                        gps: None,
                        dispute: None,
                    })
                    .collect(),
                requirements,
            }
        })
        .collect();
    let stops = (0..2)
        .map(|n| Stop {
            id: StopId(fresh()),
            position: n,
            kind: StopKind::Pickup,
            address: "2146 West 3rd Ave".into(),
            latitude: None,
            longitude: None,
            contact_name: String::new(),
            contact_phone: String::new(),
            window_from: None,
            window_to: None,
            notes: String::new(),
        })
        .collect();
    Job {
        id: JobId(id(1)),
        number: "J-00001".into(),
        version: 1,
        status: JobStatus::Booked,
        priority: Priority::Normal,
        billing: BillingStatus::Pending,
        line,
        title: "Okafor residence".into(),
        account: AccountId(id(2)),
        account_name: "Amara Okafor".into(),
        contact: None,
        contact_name: String::new(),
        contact_phone: None,
        quote: None,
        quote_number: None,
        lead: None,
        starts_at: None,
        ends_at: None,
        zone: "America/Vancouver".into(),
        total: None,
        instalments: Vec::new(),
        stops,
        phases,
        crew: vec![
            CrewMember {
                member: MemberId(id(10)),
                name: "Marcus Bell".into(),
                role: CrewRole::Driver,
                reply: CrewReply::Confirmed,
                replied_at: None,
            },
            CrewMember {
                member: MemberId(id(11)),
                name: "Tomasz Wrona".into(),
                role: CrewRole::Mover,
                reply: CrewReply::Asked,
                replied_at: None,
            },
        ],
        travel: Vec::new(),
        notes: Vec::new(),
        media: Vec::new(),
        created_at: at(0),
        started_at: None,
        completed_at: None,
        cancelled: None,
    }
}

pub(super) fn stamp(minute: i64, member: u128, role: Option<CrewRole>) -> Stamp {
    Stamp {
        at: at(minute),
        device_at: at(minute),
        gps: None,
        member: Some(MemberId(id(member))),
        name: format!("Member {member}"),
        role,
        office: false,
        may_override: false,
        counting: Counting::Stored,
    }
}

pub(super) fn driver(minute: i64) -> Stamp {
    stamp(minute, 10, Some(CrewRole::Driver))
}

pub(super) fn dispatcher(minute: i64) -> Stamp {
    Stamp { office: true, may_override: true, ..stamp(minute, 12, None) }
}

pub(super) fn photo(requirement: RequirementId, kind: MediaKind, n: u128, status: MediaStatus) -> Media {
    Media {
        id: MediaId(id(n)),
        job: Some(JobId(id(1))),
        visit: None,
        phase: None,
        requirement: Some(requirement),
        item: None,
        kind,
        status,
        position: 0,
        caption: String::new(),
        signer: None,
        size: 10,
        received: 10,
        sha256: "0".repeat(64),
        mime: "image/jpeg".into(),
        width: None,
        height: None,
        taken_at: at(1),
        taken_by: "Marcus Bell".into(),
        gps: None,
        problem: None,
        verification: Verification::Unchecked,
        deleted: false,
        version: 1,
    }
}

pub(super) fn tick(item: ItemId) -> Intent {
    Intent::AnswerItem { item, answer: ItemAnswer::Done, note: String::new(), seen: ItemAnswer::Open }
}

/// Everything phase `n` (from 0) needs.
pub(super) fn fill(job: &mut Job, n: usize) {
    for requirement in job.phases[n].requirements.clone() {
        for k in 0..requirement.min_count as u128 {
            let unique = requirement.id.0.as_u128() * 1000 + k;
            job.media.push(photo(requirement.id, requirement.kind, unique, MediaStatus::Stored));
        }
    }
    for item in job.phases[n].items.iter().map(|i| i.id).collect::<Vec<_>>() {
        apply(job, &tick(item), &dispatcher(5)).unwrap();
    }
}

pub(super) fn booked() -> Job {
    let mut job = job_of(ServiceLine::Moving);
    learn(&mut job, &[Fact::JobCreated, Fact::CrewAssigned, Fact::Scheduled], &dispatcher(0));
    job
}
