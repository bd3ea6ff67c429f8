//! The facts about a lead or a quote, and what the rules make of them.

use std::collections::BTreeSet;

use chrono::Duration;
use shared::access::{Action, FieldRight, Scope};
use shared::assistant::{
    Judgement, LeadFacts, LeadSeen, MOST, MailSeen, OfferFacts, StageSeen, Suggestion, SuggestionKind, Suggestions, Verdict,
    suggest_for_lead, suggest_for_offer,
};
use shared::leads::NextStep;
use shared::quotes::QuoteStatus;
use shared::{AccountId, ActivityId, ContactId, Error, LeadId, MemberId, QuoteId, Result};

use super::office::Office;
use super::{Subject, sql};
use crate::customers::Reach;
use crate::cx::Cx;
use crate::db::{Tx, day_in};
use crate::quotes::{self, Priceable};

/// For so many days what was followed is not suggested again.
const REST_DAYS: i64 = 5;

/// What was found.
pub(super) struct Seen {
    /// Everything on offer, the most pressing first.
    pub all: Vec<Suggestion>,
    pub dismissed: Vec<SuggestionKind>,
    /// Where the lead or quote stands.
    pub step: String,
    pub lead: Option<LeadId>,
    /// The version of a lead.
    pub version: i32,
    pub account: Option<AccountId>,
    pub contact: Option<ContactId>,
    pub service_line: shared::packs::ServiceLine,
    pub title: String,
}

impl Seen {
    /// As people are shown it.
    pub fn shown(&self) -> Suggestions {
        Suggestions { open: self.all.iter().take(MOST).cloned().collect(), dismissed: self.dismissed.clone() }
    }
}

/// Looks at a lead or a quote. `scope` is how far the right to see it reaches, where it was not asked for a change.
pub(super) async fn look(cx: &Cx, tx: &mut Tx, subject: Subject, scope: Option<Scope>) -> Result<Seen> {
    match subject {
        Subject::Lead(id) => look_at_lead(cx, tx, id, scope).await,
        Subject::Quote(id) => look_at_quote(cx, tx, id, scope).await,
    }
}

async fn look_at_lead(cx: &Cx, tx: &mut Tx, id: LeadId, scope: Option<Scope>) -> Result<Seen> {
    let subject = Subject::Lead(id);
    let r = sql::lead(tx, id, cx.member()).await?;
    let owner = r.owner.map(MemberId);
    if scope.is_some_and(|scope| !Reach::of(cx, scope).covers(owner)) {
        return Err(Error::NotFound);
    }
    let crowds = sql::crowds(tx, r.pipeline, id).await?;
    let stages = crate::leads::stages(tx, r.pipeline.into()).await?;
    let stages = stages
        .into_iter()
        .map(|stage| StageSeen { others: crowds.iter().find(|(id, _)| *id == stage.id).map_or(0, |(_, n)| *n), stage })
        .collect();
    let step = r.status.key().to_string();
    let (mut by, dismissed) = judgement(cx, tx, subject, &step).await?;
    by.allowed = on_lead(cx, owner);
    let next_step = match (r.next_id, r.next_kind, r.next_what.clone(), r.next_due_at) {
        (Some(id), Some(kind), Some(what), Some(due_at)) => Some(NextStep { id: ActivityId(id), kind, what, due_at }),
        _ => None,
    };
    let facts = LeadFacts {
        now: tx.now(),
        today: day_in(&r.zone, tx.now()),
        me: cx.member(),
        owner,
        status: r.status,
        stage: r.stage.into(),
        stage_since: r.stage_since,
        stages,
        moves: r.moves(),
        has_phone: r.has_phone,
        created_at: r.created_at,
        first_touch_at: r.first_touch_at,
        wanted_on: r.wanted_on,
        value_cents: r.value_cents,
        next_step,
        has_visit: r.has_visit,
        visits_help: r.service_line.pack().visits_help,
        unreached: r.unreached,
        lost_reason: r.lost_reason,
        has_customer: r.account.is_some(),
        quote: r.offer(),
        job: r.work(),
    };
    let own = r.own();
    let office = Office::of(&r.zone, r.hours, r.holidays, own);
    let too_late = |kind| facts.too_late(kind, |at| office.shown(at));
    Ok(Seen {
        all: office.plan(suggest_for_lead(&facts, &by), facts.now, too_late),
        dismissed,
        step,
        lead: Some(id),
        version: r.version,
        account: r.account.map(AccountId),
        contact: r.contact.map(ContactId),
        service_line: r.service_line,
        title: r.company.filter(|c| !c.is_empty()).unwrap_or(r.name),
    })
}

async fn look_at_quote(cx: &Cx, tx: &mut Tx, id: QuoteId, scope: Option<Scope>) -> Result<Seen> {
    let quote = Priceable::load(tx, id).await?;
    if let Some(scope) = scope {
        quotes::readable(cx, scope, quote.record.owner)?;
    }
    let around = sql::around_quote(tx, id, cx.member()).await?;
    let priced = quote.price(&quote.record.content.0);
    let limit_bp = quotes::discount_limit(cx, &quote, &priced)?;
    let content = quote.as_accepted(tx).await?;
    let record = quote.record;
    let step = format!("{}:{}", record.status.key(), record.revision_number);
    let (mut by, dismissed) = judgement(cx, tx, Subject::Quote(id), &step).await?;
    by.allowed = on_quote(cx, record.owner, around.lead_owner);
    let promos = crate::pricing::usable(tx, record.service_line, day_in(&record.zone, cx.now())).await?;
    let (extras, accepted) =
        if record.status == QuoteStatus::Draft { sql::extras(tx, record.service_line).await? } else { (Vec::new(), 0) };
    let sends = by.allowed.contains(&Action::QuotesSend);
    let reminder = quotes::reminder(cx, &record, around.mailed_to.filter(|_| sends && cx.sees(FieldRight::PersonalData)))?;
    let facts = OfferFacts {
        now: tx.now(),
        status: record.status,
        service_line: record.service_line,
        currency: record.currency(),
        quoted_on: quote.with.quoted_on,
        limit_bp,
        begins: record.begins(),
        promo: quote.with.promo,
        payer: quote.with.payer,
        revision: record.revision_number,
        email: record.email.clone().filter(|_| cx.sees(FieldRight::PersonalData)),
        sent_at: record.sent_at,
        valid_until: record.valid_until,
        ends_on: record.valid_until.map(|until| day_in(&record.zone, until)),
        extends: sends && quotes::admits(cx, &record),
        reminder: reminder.map(|mail| MailSeen { to: mail.to, subject: mail.subject, opening: mail.opening, rest: mail.rest }),
        reminded_at: record.reminded_at,
        views: record.views.into(),
        said: around.said,
        lead: record.lead.map(|_| LeadSeen { has_step: around.has_step, has_phone: record.phone.is_some() }),
        job: around.job,
        promos,
        extras,
        accepted,
        rates: quote.book.rates,
        content,
    };
    Ok(Seen {
        all: around.office.plan(suggest_for_offer(&facts, &by), facts.now, |kind| facts.too_late(kind)),
        dismissed,
        step,
        lead: record.lead,
        version: record.version,
        account: Some(record.account),
        contact: Some(record.contact),
        service_line: record.service_line,
        title: facts.content.title,
    })
}

/// What people made of suggestions so far: of all of them, and of those about this lead or quote.
async fn judgement(cx: &Cx, tx: &mut Tx, subject: Subject, step: &str) -> Result<(Judgement, Vec<SuggestionKind>)> {
    let mut by = Judgement::default();
    for fared in sql::fared(tx).await? {
        if fared.retired {
            by.retired.insert(fared.kind);
        }
        by.answers.insert(fared.kind, fared.answers);
    }
    let mut dismissed = Vec::new();
    for (kind, verdict) in sql::settled(tx, subject, step, cx.now() - Duration::days(REST_DAYS)).await? {
        by.settled.insert(kind);
        if verdict == Verdict::Dismissed {
            dismissed.push(kind);
        }
    }
    Ok((by, dismissed))
}

/// What may be done about a lead of this owner. What nobody owns may be taken up by anybody who edits.
fn on_lead(cx: &Cx, owner: Option<MemberId>) -> BTreeSet<Action> {
    Action::ALL.iter().copied().filter(|action| reaches(cx, *action, owner)).collect()
}

/// What may be done about a quote of this owner, whose lead has an owner of its own.
fn on_quote(cx: &Cx, owner: Option<MemberId>, lead_owner: Option<MemberId>) -> BTreeSet<Action> {
    let owner_for = |action: Action| if action == Action::LeadsEdit { lead_owner } else { owner };
    Action::ALL.iter().copied().filter(|action| reaches(cx, *action, owner_for(*action))).collect()
}

fn reaches(cx: &Cx, action: Action, owner: Option<MemberId>) -> bool {
    // the use cases check again; here it only decides what is worth showing
    cx.access.scope(action).is_some_and(|scope| owner.is_none() || Reach::of(cx, scope).covers(owner))
}
