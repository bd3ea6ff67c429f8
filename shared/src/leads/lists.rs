//! What a list of leads is asked for: a view, what narrows it, and an order, as addresses write them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::types::{LeadSource, LeadStatus};
use crate::input::filled;
use crate::packs::ServiceLine;
use crate::{AccountId, Error, LeadId, MemberId, Result, StageId};

/// Whose leads are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldBy {
    Nobody,
    Member(MemberId),
}

/// What a list of leads is asked for, as addresses write it: a link with it shows the list its sender saw.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LeadQuery {
    /// Key of a [`LeadView`](super::LeadView); all open ones by default.
    pub view: Option<String>,
    /// Words in the number, name, company, e-mail, phone, origin or destination.
    pub search: Option<String>,
    /// Key of a [`LeadSource`].
    pub source: Option<String>,
    /// Key of a service line.
    pub line: Option<String>,
    /// A member's id, or `nobody`.
    pub owner: Option<String>,
    /// Keys of states, separated by commas; closed ones are listed where they are named.
    pub status: Option<String>,
    /// A stage, whatever it stands for.
    pub stage: Option<StageId>,
    /// First and last day the work is wanted.
    pub wanted_from: Option<NaiveDate>,
    pub wanted_to: Option<NaiveDate>,
    /// First and last day they came in, where the organization is.
    pub created_from: Option<NaiveDate>,
    pub created_to: Option<NaiveDate>,
    pub account: Option<AccountId>,
    /// Filters on the organization's own fields of leads, one a line, as [`crate::customers::write_filters`] writes them.
    pub custom: Option<String>,
    /// Key of a [`LeadSort`](super::LeadSort), largest first with a `-` before it; the newest first by default.
    pub sort: Option<String>,
    /// Only these, their ids separated by commas, whatever the view.
    pub ids: Option<String>,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// What a list is narrowed by besides its view, the search and the customer, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeadFilter {
    pub source: Option<LeadSource>,
    pub line: Option<ServiceLine>,
    pub owner: Option<HeldBy>,
    /// Any state if empty.
    pub statuses: Vec<LeadStatus>,
    pub stage: Option<StageId>,
    pub wanted_from: Option<NaiveDate>,
    pub wanted_to: Option<NaiveDate>,
    pub created_from: Option<NaiveDate>,
    pub created_to: Option<NaiveDate>,
    pub ids: Option<Vec<LeadId>>,
}

impl LeadFilter {
    /// Whether it says by itself whether closed leads are listed: views of open ones do not leave out what is named.
    pub fn names_closed(&self) -> bool {
        self.stage.is_some() || self.statuses.iter().any(|status| !status.is_open())
    }
}

impl LeadQuery {
    /// What it narrows the list by.
    ///
    /// # Errors
    /// [`Error::Invalid`] with `unknown_choice` on a field that names what does not exist.
    pub fn filter(&self) -> Result<LeadFilter> {
        let given = |text: &Option<String>| text.as_deref().and_then(filled);
        let unknown = |field: &'static str| move |_| Error::field(field, "unknown_choice");
        let owner = match given(&self.owner).as_deref() {
            None => None,
            Some("nobody") => Some(HeldBy::Nobody),
            Some(id) => Some(HeldBy::Member(id.parse().map_err(|_| Error::field("owner", "unknown_choice"))?)),
        };
        let statuses = given(&self.status).unwrap_or_default();
        let statuses: Result<Vec<LeadStatus>, _> = statuses.split(',').filter_map(filled).map(|key| key.parse::<LeadStatus>()).collect();
        let ids: Option<Result<Vec<LeadId>, _>> =
            given(&self.ids).map(|list| list.split(',').filter_map(filled).map(|id| id.parse::<LeadId>()).collect());
        Ok(LeadFilter {
            source: given(&self.source).map(|key| key.parse::<LeadSource>()).transpose().map_err(unknown("source"))?,
            line: given(&self.line).map(|key| key.parse::<ServiceLine>()).transpose().map_err(unknown("line"))?,
            owner,
            statuses: statuses.map_err(unknown("status"))?,
            stage: self.stage,
            wanted_from: self.wanted_from,
            wanted_to: self.wanted_to,
            created_from: self.created_from,
            created_to: self.created_to,
            ids: ids.transpose().map_err(|_| Error::field("ids", "unknown_choice"))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(text: &str) -> Option<String> {
        Some(text.into())
    }

    fn refused(query: &LeadQuery) -> Vec<String> {
        match query.filter() {
            Err(Error::Invalid(errors)) => errors.0.into_keys().collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_empty_question_narrows_nothing() {
        let query = LeadQuery { source: some(" "), status: some(""), owner: some(""), ids: some(" "), ..LeadQuery::default() };
        assert_eq!(query.filter().expect("it is read"), LeadFilter::default());
    }

    #[test]
    fn what_an_address_says_is_read_and_what_does_not_exist_is_named() {
        let member = MemberId(uuid::Uuid::from_u128(7));
        let query = LeadQuery {
            source: some("walk_in"),
            line: some("moving"),
            owner: Some(member.to_string()),
            status: some("new, quoted"),
            ..LeadQuery::default()
        };
        let read = query.filter().expect("it is read");
        assert_eq!(
            (read.source, read.line, read.owner),
            (Some(LeadSource::WalkIn), Some(ServiceLine::Moving), Some(HeldBy::Member(member)))
        );
        assert_eq!(read.statuses, [LeadStatus::New, LeadStatus::Quoted]);
        let nobody = LeadQuery { owner: some("nobody"), ..LeadQuery::default() }.filter().expect("it is read");
        assert_eq!(nobody.owner, Some(HeldBy::Nobody));
        for (query, field) in [
            (LeadQuery { source: some("radio"), ..LeadQuery::default() }, "source"),
            (LeadQuery { line: some("boats"), ..LeadQuery::default() }, "line"),
            (LeadQuery { owner: some("me"), ..LeadQuery::default() }, "owner"),
            (LeadQuery { status: some("new,gone"), ..LeadQuery::default() }, "status"),
            (LeadQuery { ids: some("1,2"), ..LeadQuery::default() }, "ids"),
        ] {
            assert_eq!(refused(&query), [field]);
        }
    }

    #[test]
    fn a_closed_state_or_a_stage_decides_whether_closed_leads_are_listed() {
        let by = |status: &str| LeadQuery { status: some(status), ..LeadQuery::default() }.filter().expect("it is read");
        for status in LeadStatus::ALL {
            assert_eq!(by(status.key()).names_closed(), !status.is_open(), "{status}");
        }
        assert!(by("new,lost").names_closed());
        assert!(LeadFilter { stage: Some(StageId(uuid::Uuid::nil())), ..LeadFilter::default() }.names_closed());
    }
}
