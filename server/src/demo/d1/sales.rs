//! Customers, leads with what was done for them, and quotes.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde_json::json;
use shared::access::BuiltinRole;
use shared::jobs::StopKind;
use shared::leads::{ActivityKind, LeadSource, LeadStatus, LostReason, ScoreFacts, Urgency};
use shared::pricing::VehicleCount;
use shared::quotes::{Content, Stop};
use shared::{Result, StopId};
use uuid::Uuid;

use super::log::Fact;
use super::people::with_role;
use super::sheet::{Keys, Of, Sheets};
use super::tenant::{Customer, Tenant};
use super::work;

/// What a job is made from, when it comes out of a lead.
pub struct Won {
    pub lead: Uuid,
    pub quote: Uuid,
    pub quote_number: String,
    pub revision: Uuid,
    pub customer: usize,
    pub at: DateTime<Utc>,
    pub line: usize,
    pub total: i64,
    pub from: String,
    pub to: String,
}

/// Draws all leads of an organization in the order they came in, with customers, quotes and jobs as they follow.
pub async fn draw(t: &mut Tenant, sheets: &mut Sheets) -> Result<()> {
    let agents = with_role(&t.people, BuiltinRole::SalesAgent);
    let leads = t.sizes.leads;
    let mut repeat_work = 0usize;
    for n in 0..leads {
        let at = t.moment(n, leads);
        while t.customers.len() < (n + 1) * t.sizes.accounts / leads || t.customers.is_empty() {
            customer(t, sheets, at, &agents);
        }
        let won = lead(t, sheets, n, at, &agents);
        // old customers come back without asking first
        repeat_work += t.sizes.jobs;
        if let Some(won) = won {
            let day = won.at + TimeDelta::days(t.dice.between(2, 60));
            work::draw(t, sheets, won.at, day, Some(won));
            repeat_work = repeat_work.saturating_sub(leads);
        }
        while repeat_work >= leads {
            let day = at + TimeDelta::days(t.dice.between(1, 45));
            work::draw(t, sheets, at, day, None);
            repeat_work -= leads;
        }
        sheets.relieve().await?;
    }
    sheets.send().await
}

fn customer(t: &mut Tenant, sheets: &mut Sheets, at: DateTime<Utc>, agents: &[usize]) {
    let n = t.customers.len();
    let is_company = t.dice.chance(300);
    let contact_name = t.dice.person();
    let name = if is_company { t.dice.company() } else { contact_name.clone() };
    let (account, contact, address) = (t.dice.id(at), t.dice.id(at), t.dice.id(at));
    let email = format!("customer{n}@mail.example");
    let phone = format!("+1604{:07}", 2_000_000 + n);
    let owner = t.people[agents[t.dice.below(agents.len())]].member;
    let status = if t.dice.chance(600) { "active" } else { "prospect" };
    let terms = if is_company && t.dice.chance(500) { "net_30" } else { "due_on_receipt" };
    let kind = if is_company { "company" } else { "person" };
    sheets.row(Of::Accounts, &[&t.org, &account, &kind, &name, &status, &terms, &Keys(&[]), &Some(owner), &at, &at]);
    let roles = Keys(&["booker", "payer"]);
    sheets.row(Of::Contacts, &[&t.org, &contact, &account, &contact_name, &email, &email, &phone, &phone, &roles, &true, &at, &at]);
    let (street, city) = (t.dice.street(), t.dice.city());
    sheets.row(Of::Addresses, &[&t.org, &address, &account, &"Main", &street, &city, &"BC", &"CA", &at, &at]);
    if n * t.sizes.more_contacts / t.sizes.accounts.max(1) != (n + 1) * t.sizes.more_contacts / t.sizes.accounts.max(1) {
        let (second, name) = (t.dice.id(at), t.dice.person());
        let (email, phone) = (format!("site{n}@mail.example"), format!("+1778{:07}", 2_000_000 + n));
        sheets
            .row(Of::Contacts, &[&t.org, &second, &account, &name, &email, &email, &phone, &phone, &Keys(&["on_site"]), &false, &at, &at]);
    }
    t.facts.push(Fact {
        at,
        kind: shared::customers::events::CREATED,
        entity: account,
        of: None,
        account: Some(account),
        version: Some(1),
        by: None,
        data: json!({ "name": name }),
    });
    t.customers.push(Customer { account, contact, name, contact_name, email, phone });
}

/// Where a lead of some age stands.
fn fate(t: &mut Tenant, age: i64) -> LeadStatus {
    let roll = t.dice.below(1000);
    match (age, roll) {
        (0..=1, 0..700) => LeadStatus::New,
        (0..=6, 0..450) => LeadStatus::Contacted,
        (0..=44, 0..150) => LeadStatus::New,
        (0..=44, 150..400) => LeadStatus::Contacted,
        (0..=44, 400..620) => LeadStatus::Qualified,
        (0..=44, 620..820) => LeadStatus::Quoted,
        (0..=44, 820..900) => LeadStatus::Converted,
        (0..=44, _) => LeadStatus::Lost,
        (_, 0..4) => LeadStatus::Contacted,
        (_, 4..424) => LeadStatus::Converted,
        _ => LeadStatus::Lost,
    }
}

fn path(status: LeadStatus) -> &'static [LeadStatus] {
    use LeadStatus::*;
    match status {
        New => &[New],
        Contacted => &[New, Contacted],
        Qualified => &[New, Contacted, Qualified],
        Quoted => &[New, Contacted, Qualified, Quoted],
        Converted => &[New, Contacted, Quoted, Converted],
        Lost => &[New, Contacted, Lost],
    }
}

/// A rank that puts newer leads above older ones.
fn rank(n: usize, of: usize) -> String {
    let mut left = of.saturating_sub(n);
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        *digit = b"0123456789abcdefghijklmnopqrstuvwxyz"[left % 36];
        left /= 36;
    }
    format!("{}i", String::from_utf8_lossy(&digits))
}

fn lead(t: &mut Tenant, sheets: &mut Sheets, n: usize, at: DateTime<Utc>, agents: &[usize]) -> Option<Won> {
    let age = (t.present - at).num_days();
    let line = usize::from(t.lines.len() > 1 && t.dice.chance(300));
    let status = fate(t, age);
    let has_quote = matches!(status, LeadStatus::Converted | LeadStatus::Quoted) || (status == LeadStatus::Lost && t.dice.chance(330));
    let known = (has_quote || t.dice.chance(200)).then(|| t.customers.len() - 1 - t.dice.below(t.customers.len().min(40)));
    let id = t.dice.id(at);
    let number = format!("L-{:05}", n + 1);
    let (name, email, phone) = match known.map(|k| &t.customers[k]) {
        Some(c) => (c.contact_name.clone(), c.email.clone(), c.phone.clone()),
        None => (t.dice.person(), format!("lead{n}@post.example"), format!("+1250{:07}", 2_000_000 + n)),
    };
    let company = t.dice.chance(250).then(|| t.dice.company());
    let (from, to) = (t.dice.address(), t.dice.address());
    let source = LeadSource::ALL[t.dice.below(LeadSource::ALL.len())];
    let urgency = Urgency::ALL[t.dice.below(Urgency::ALL.len())];
    let wanted_on = (at + TimeDelta::days(t.dice.between(3, 70))).date_naive();
    let value = t.dice.between(400, 12_000) * 100;
    let by = agents[t.dice.below(agents.len())];
    let owner = (!(age < 3 && t.dice.chance(150))).then(|| t.people[by].member);
    let passengers = (line == 1).then(|| t.dice.between(10, 55) as i32);

    let steps = path(status);
    let mut entered = at;
    for (k, step) in steps.iter().enumerate() {
        let stage = t.lines[line].stage(step.key()).map(|s| (s.id, s.name.clone()));
        let Some((stage, stage_name)) = stage else { continue };
        let room = ((t.present - entered).num_minutes() - 5).max(1);
        let left = (k + 1 < steps.len()).then(|| entered + TimeDelta::minutes(t.dice.between(20, 4 * 1440).min(room / 2 + 1)));
        let (visit, who) = (t.dice.id(entered), t.people[by].name.clone());
        sheets.row(Of::StageVisits, &[&t.org, &visit, &id, &stage, &entered, &left, &who, &entered]);
        if k > 0 {
            t.facts.push(Fact {
                at: entered,
                kind: if *step == LeadStatus::Lost { shared::leads::events::LOST } else { shared::leads::events::MOVED },
                entity: id,
                of: None,
                account: known.map(|k| t.customers[k].account),
                version: Some(k as i32 + 1),
                by: Some(by),
                data: json!({ "to": stage_name }),
            });
        }
        entered = left.unwrap_or(entered);
    }
    let since = entered;
    let first_touch =
        (steps.len() > 1).then(|| at + TimeDelta::minutes(t.dice.between(4, 600).min((t.present - at).num_minutes().max(5) - 4)));
    let next = activities(t, sheets, id, at, status.is_open(), by);
    let next_due = next.as_ref().map(|next| next.3);
    let score = status.is_open().then(|| {
        shared::leads::score(&ScoreFacts {
            now: t.present,
            today: t.present.date_naive(),
            created_at: at,
            first_touch_at: first_touch,
            status,
            urgency,
            wanted_on: Some(wanted_on),
            route_known: true,
            has_email: true,
            has_phone: true,
            value_cents: Some(value),
            known_customer: known.is_some() && !has_quote,
            next_due_at: next_due,
            source_won: 0,
            source_lost: 0,
            all_won: 0,
            all_lost: 0,
        })
    });
    let points = score.as_ref().map_or(0, |s| s.points);
    let reasons = score.map_or_else(|| json!([]), |s| json!(s.reasons));
    let won = has_quote.then(|| {
        quote(
            t,
            sheets,
            &Asked {
                lead: id,
                status,
                at,
                since,
                line,
                customer: known.unwrap_or_default(),
                by,
                from: &from,
                to: &to,
                wanted_on,
                passengers,
            },
        )
    });
    // the job of a won lead is drawn right after it, with the id that follows from the quote's
    let job = won.as_ref().filter(|_| status == LeadStatus::Converted).map(|won| work::id_of(won.quote));
    let stage = t.lines[line].stage(status.key()).or(t.lines[line].stages.first())?;
    let (stage, pipeline) = (stage.id, stage.pipeline);
    let customer = known.map(|k| &t.customers[k]);
    let lost = (status == LeadStatus::Lost).then(|| LostReason::ALL[n % LostReason::ALL.len()].key());
    let who = t.people[by].name.as_str();
    let line_key = t.lines[line].line.key();
    sheets.row(
        Of::Leads,
        &[
            &t.org,
            &id,
            &number,
            &pipeline,
            &stage,
            &status.key(),
            &since,
            &rank(n, t.sizes.leads),
            &name,
            &company,
            &email,
            &email,
            &phone,
            &phone,
            &source.key(),
            &urgency.key(),
            &line_key,
            &wanted_on,
            &from,
            &to,
            &passengers,
            &value,
            &owner,
            &"hand",
            &"Given by hand",
            &customer.map(|c| c.account),
            &customer.map(|c| c.contact),
            &won.as_ref().map(|w| w.quote),
            &job,
            &lost,
            &first_touch,
            &next.as_ref().map(|next| next.0),
            &next.as_ref().map(|next| next.1),
            &next.as_ref().map(|next| next.2),
            &next_due,
            &points,
            &reasons,
            &who,
            &since,
            &(steps.len() as i32),
            &at,
            &since,
        ],
    );
    let assignment = t.dice.id(at);
    let how = if owner.is_some() { "hand" } else { "nobody" };
    sheets.row(Of::LeadAssignments, &[&t.org, &assignment, &id, &owner, &how, &"Given by hand", &"Lead form", &at]);
    t.facts.push(Fact {
        at,
        kind: shared::leads::events::CREATED,
        entity: id,
        of: None,
        account: known.map(|k| t.customers[k].account),
        version: Some(1),
        by: None,
        data: json!({ "number": number, "name": name, "source": source }),
    });
    won.filter(|_| status == LeadStatus::Converted)
}

const SAID: &[&str] = &[
    "Asked for dates and the size of the place",
    "Left a message about the quote",
    "Sent the answers to the questions on insurance",
    "Looked at the place, two flights of stairs",
    "Talked about the price of the second day",
    "Wants to decide after the weekend",
];

/// What was done for a lead, and what is planned: id, kind, text and time of the next step.
fn activities(
    t: &mut Tenant,
    sheets: &mut Sheets,
    lead: Uuid,
    at: DateTime<Utc>,
    open: bool,
    by: usize,
) -> Option<(Uuid, &'static str, &'static str, DateTime<Utc>)> {
    let many = t.sizes.activities;
    let count = many / 2 + t.dice.below(many + 1);
    let member = Some(t.people[by].member);
    let room = (t.present - at).num_minutes().clamp(1, 30 * 1440);
    for _ in 0..count {
        let done = at + TimeDelta::minutes(t.dice.between(0, room - 1));
        let kind = ActivityKind::ALL[t.dice.below(ActivityKind::ALL.len())];
        let (id, body) = (t.dice.id(done), t.dice.pick(SAID));
        let outcome = (kind == ActivityKind::Call).then(|| if t.dice.chance(600) { "reached" } else { "no_answer" });
        sheets.row(
            Of::Activities,
            &[&t.org, &id, &lead, &kind.key(), &body, &outcome, &None::<DateTime<Utc>>, &Some(done), &member, &done, &done],
        );
        // the log keeps some of them: it would be larger than all else
        if t.dice.chance(100) {
            t.facts.push(Fact {
                at: done,
                kind: shared::leads::events::ACTIVITY_LOGGED,
                entity: id,
                of: Some(lead),
                account: None,
                version: None,
                by: Some(by),
                data: json!({ "kind": kind }),
            });
        }
    }
    if !open || t.dice.chance(250) {
        return None;
    }
    let due = t.present + TimeDelta::minutes(t.dice.between(-4 * 1440, 10 * 1440));
    let (id, body) = (t.dice.id(at), "Call back");
    sheets.row(Of::Activities, &[&t.org, &id, &lead, &"call", &body, &None::<&str>, &Some(due), &None::<DateTime<Utc>>, &member, &at, &at]);
    Some((id, "call", body, due))
}

struct Asked<'a> {
    lead: Uuid,
    status: LeadStatus,
    at: DateTime<Utc>,
    since: DateTime<Utc>,
    line: usize,
    customer: usize,
    by: usize,
    from: &'a str,
    to: &'a str,
    wanted_on: chrono::NaiveDate,
    passengers: Option<i32>,
}

fn quote(t: &mut Tenant, sheets: &mut Sheets, asked: &Asked) -> Won {
    let at = (asked.at + TimeDelta::hours(t.dice.between(1, 60))).min(t.present - TimeDelta::minutes(3));
    let closed = asked.since.max(at);
    let (id, revision) = (t.dice.id(at), t.dice.id(at));
    t.quotes += 1;
    let number = format!("Q-{:05}", t.quotes);
    let line = &t.lines[asked.line];
    let mut content = Content::empty(line.line, format!("{} → {}", city(asked.from), city(asked.to)));
    content.passengers = asked.passengers.unwrap_or(0).unsigned_abs();
    let starts = asked.wanted_on.and_time(NaiveTime::from_hms_opt(8, 0, 0).unwrap_or_default());
    for (kind, address, arrive) in [(StopKind::Pickup, asked.from, Some(starts)), (StopKind::DropOff, asked.to, None)] {
        let stop = StopId(t.dice.id(at));
        content.stops.push(Stop { address: address.into(), arrive, dwell: 90, ..Stop::new(stop, kind) });
    }
    let first = || line.rates.vehicles.first().map(|v| VehicleCount { key: v.key.clone(), count: 1 });
    content.vehicles = content.recommend(&line.rates).or_else(first).into_iter().collect();
    let total = content.price(&line.rates, at.date_naive(), None).total_cents;
    let status = match asked.status {
        LeadStatus::Converted => "accepted",
        LeadStatus::Lost => ["declined", "expired", "withdrawn"][t.dice.below(3)],
        _ => ["draft", "sent", "viewed"][t.dice.below(3)],
    };
    let is_sent = status != "draft";
    let sent = is_sent.then_some(at);
    let views = if is_sent && status != "sent" { 2 } else { 0 };
    let is_over = !matches!(status, "draft" | "sent" | "viewed");
    let job = (status == "accepted").then(|| work::id_of(id));
    let customer = &t.customers[asked.customer];
    let last = if is_over { closed } else { at };
    let (owner, book, line_key) = (t.people[asked.by].member, line.book, line.line.key());
    sheets.row(
        Of::Quotes,
        &[
            &t.org,
            &id,
            &number,
            &status,
            &line_key,
            &customer.account,
            &customer.contact,
            &asked.lead,
            &owner,
            &job,
            &book,
            &revision,
            &content.title,
            &starts,
            &total,
            &sent.map(|at| at.date_naive()),
            &sent.map(|at| at.max(t.present - TimeDelta::days(10)) + TimeDelta::days(14)),
            &sent,
            &views,
            &(views > 0).then_some(at),
            &is_over.then_some(closed),
            &(1 + i32::from(is_sent) + i32::from(is_over)),
            &at,
            &last,
        ],
    );
    let text = serde_json::to_value(&content).unwrap_or_default();
    sheets.row(Of::QuoteRevisions, &[&t.org, &revision, &id, &1i32, &text, &total, &sent, &at]);
    let account = customer.account;
    for (kind, at, version) in [(shared::quotes::events::CREATED, Some(at), 1), (shared::quotes::events::SENT, sent, 2)] {
        if let Some(at) = at {
            t.facts.push(Fact {
                at,
                kind,
                entity: id,
                of: None,
                account: Some(account),
                version: Some(version),
                by: Some(asked.by),
                data: json!({ "number": number }),
            });
        }
    }
    Won {
        lead: asked.lead,
        quote: id,
        quote_number: number,
        revision,
        customer: asked.customer,
        at: closed,
        line: asked.line,
        total,
        from: asked.from.into(),
        to: asked.to.into(),
    }
}

/// The part of an address after the street.
fn city(address: &str) -> &str {
    address.rsplit(", ").next().unwrap_or(address)
}
