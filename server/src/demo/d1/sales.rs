//! Customers and leads, each with what follows from it.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use shared::Result;
use shared::access::BuiltinRole;
use shared::leads::{LeadSource, LeadStatus, LostReason, ScoreFacts, Urgency};
use shared::packs::ServiceLine;

use super::log::Fact;
use super::offers::{Asked, Won};
use super::people::with_role;
use super::sheet::{Keys, Of, Sheets};
use super::tenant::{Customer, Tenant};
use super::{activities, offers, work};

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
    let offered = t.lines[line].line;
    let passengers = (offered == ServiceLine::Charter).then(|| t.dice.between(10, 55) as i32);

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
    let next = activities::draw(t, sheets, id, at, status.is_open(), by);
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
        offers::draw(
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
            &offered.pack().route.then_some(to.as_str()),
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
