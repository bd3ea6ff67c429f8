//! Searching customers, leads, quotes and jobs at once. Invariants and what is left to others: `shared::search`.
//!
//! No right of its own: each kind is looked for as far as the asker's right to see that kind reaches. The function of the
//! schema runs past row security (see `search_function` in the first migration) and answers ids; what is shown of them
//! is read under row security.

use shared::access::{Action, FieldRight, Scope};
use shared::search::{Hit, HitField, HitKind, HitPart, found_in, read, similar_to};
use shared::{Error, Result};
use uuid::Uuid;

use crate::customers::Reach;
use crate::cx::Cx;

mod sql;
#[cfg(test)]
mod tests;

/// At most so many of a kind are answered.
const FEW: usize = 5;
/// So many of a kind are looked at: not all that is spelled alike is meant.
const LOOKED_AT: i32 = 20;
/// What is typed beyond this is left out, in characters.
const LONGEST: usize = 100;
/// What only is spelled like the words has this place.
const SIMILAR: i32 = 3;

/// A record that may fit, with the texts that may tell why.
pub(crate) struct Found {
    pub kind: HitKind,
    pub id: Uuid,
    /// 0 its number, 1 it begins with the words, 2 it holds them, 3 it is spelled like them.
    pub place: i32,
    pub title: String,
    pub number: Option<String>,
    pub state: String,
    /// The asker has starred it; customers alone.
    pub favourite: bool,
    pub parts: Vec<HitPart>,
}

/// Whose records are looked for.
pub(crate) struct Within {
    pub kinds: Vec<String>,
    pub personal: bool,
    /// Owners whose records are seen; none for everybody's.
    pub customers: Option<Vec<Uuid>>,
    pub leads: Option<Vec<Uuid>>,
    pub quotes: Option<Vec<Uuid>>,
    /// The member whose jobs are seen; none for all.
    pub crew: Option<Uuid>,
    /// Who asks.
    pub me: Uuid,
}

/// The right a kind is seen by.
fn right(kind: HitKind) -> Action {
    match kind {
        HitKind::Customer => Action::CustomersView,
        HitKind::Lead => Action::LeadsView,
        HitKind::Quote => Action::QuotesView,
        HitKind::Job => Action::JobsView,
    }
}

/// What fits the words, kind by kind: first the kinds with what was typed as a number, then those that hold the words,
/// then those with what is only spelled alike. Less than two characters find nothing.
pub async fn find(cx: &Cx, words: Option<String>) -> Result<Vec<Hit>> {
    let member = cx.member().ok_or_else(|| Error::Forbidden { missing: "member".into() })?;
    let typed: String = words.unwrap_or_default().trim().chars().filter(|c| *c != '\0').take(LONGEST).collect();
    let kinds: Vec<HitKind> = HitKind::ALL.iter().copied().filter(|kind| cx.access.may(right(*kind))).collect();
    if typed.chars().count() < 2 || kinds.is_empty() {
        return Ok(Vec::new());
    }
    let owners = |kind: HitKind| {
        let reach = Reach::of(cx, cx.access.scope(right(kind)).unwrap_or(Scope::Own));
        (!reach.all).then_some(reach.owners)
    };
    let within = Within {
        kinds: kinds.iter().map(|kind| kind.key().to_string()).collect(),
        personal: cx.sees(FieldRight::PersonalData),
        customers: owners(HitKind::Customer),
        leads: owners(HitKind::Lead),
        quotes: owners(HitKind::Quote),
        crew: (cx.access.scope(Action::JobsView) == Some(Scope::Own)).then_some(member.0),
        me: member.0,
    };
    let mut tx = cx.read().await?;
    let mut found = sql::find(&mut tx, &typed, &read(&typed), &within, LOOKED_AT).await?;
    // what somebody wants at hand comes first among what fits as well
    found.sort_by_key(|record| (record.kind, record.place, !record.favourite));
    Ok(ranked(&typed, found, within.personal))
}

/// The best of each kind, and why they fit.
fn ranked(typed: &str, found: Vec<Found>, personal: bool) -> Vec<Hit> {
    let mut kinds: Vec<(i32, HitKind, Vec<Hit>)> = Vec::new();
    for record in found {
        let place = record.place;
        let kind = record.kind;
        let Some(hit) = hit(typed, record, personal) else { continue };
        match kinds.iter_mut().find(|(_, known, _)| *known == kind) {
            Some((_, _, hits)) if hits.len() >= FEW => {}
            Some((best, _, hits)) => {
                *best = (*best).min(place);
                hits.push(hit);
            }
            None => kinds.push((place, kind, vec![hit])),
        }
    }
    // that a name begins with the words ranks within a kind, not one kind before another
    kinds.sort_by_key(|(best, kind, _)| (if *best == 1 { 2 } else { *best }, *kind));
    kinds.into_iter().flat_map(|(_, _, hits)| hits).collect()
}

/// A record as it is answered; none if it is not spelled like what was typed after all.
fn hit(typed: &str, mut record: Found, personal: bool) -> Option<Hit> {
    if !personal {
        record.parts.retain(|part| !matches!(part.field, HitField::Email | HitField::Phone));
    }
    // a name tells more than the address that is made of it
    record.parts.sort_by_key(|part| part.field);
    let mut similar = None;
    let mut matched = None;
    if record.place == SIMILAR {
        let named =
            record.parts.iter().filter(|part| matches!(part.field, HitField::Name | HitField::Place)).map(|part| part.text.as_str());
        let texts: Vec<&str> = std::iter::once(record.title.as_str()).chain(named).collect();
        similar = Some(similar_to(typed, &texts)?);
    } else if record.place > 0 && found_in(&record.title, typed).is_none() {
        let is_number = record.number.as_deref().is_some_and(|number| found_in(number, typed).is_some());
        matched = if is_number { None } else { record.parts.into_iter().find(|part| found_in(&part.text, typed).is_some()) };
    }
    Some(Hit { kind: record.kind, id: record.id, title: record.title, number: record.number, state: record.state, matched, similar })
}
