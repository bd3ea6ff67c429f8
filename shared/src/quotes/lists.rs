//! Lists of quotes: the views people work from, what narrows and orders them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::QuoteStatus;
use crate::input::filled;
use crate::packs::ServiceLine;
use crate::{AccountId, Error, MemberId, QuoteId, Result};

/// So many days ahead, today not counted, a trip is soon.
pub const SOON_DAYS: u64 = 120;
/// An offer with at most so many days left is about to run out.
pub const EXPIRING_DAYS: i64 = 7;

crate::choice! {
    /// A list people work from.
    QuoteView {
        All = "all",
        /// The asker's own, in every state.
        Mine = "mine",
        /// Sent, and not answered yet.
        Open = "open",
        /// Begins within [`SOON_DAYS`] days where the organization is, and is not lost.
        Soon = "soon",
        Draft = "draft",
        /// Open, and runs out within [`EXPIRING_DAYS`] days.
        Expiring = "expiring",
        Won = "won",
        /// Declined, taken back or run out.
        Lost = "lost",
    }
}

crate::choice! {
    /// What a list of quotes is sorted by.
    QuoteSort {
        Changed = "changed",
        /// When the trip begins; those without a date come last.
        Starts = "starts",
        /// Until when the offer holds; those never sent come last.
        Until = "until",
        /// The total, in whole units of the currency.
        Total = "total",
    }
}

/// A sort and its direction, as addresses write it: `total`, or `-total` for the largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteOrder {
    pub by: QuoteSort,
    /// Largest or latest first.
    pub falling: bool,
}

impl std::str::FromStr for QuoteOrder {
    type Err = crate::choice::UnknownChoice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (key, falling) = text.strip_prefix('-').map_or((text, false), |key| (key, true));
        Ok(Self { by: key.parse()?, falling })
    }
}

impl QuoteView {
    /// The order when nobody asks for another: what comes first needs somebody first.
    pub fn order(self) -> QuoteOrder {
        match self {
            QuoteView::Soon => QuoteOrder { by: QuoteSort::Starts, falling: false },
            QuoteView::Expiring => QuoteOrder { by: QuoteSort::Until, falling: false },
            _ => QuoteOrder { by: QuoteSort::Changed, falling: true },
        }
    }
}

/// Whose quotes are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnedBy {
    Nobody,
    Member(MemberId),
}

/// What a list of quotes is asked for, as addresses write it: a link with it shows the list its sender saw.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QuoteQuery {
    /// Key of a [`QuoteView`]; all of them by default.
    pub view: Option<String>,
    /// Words in the number or title, or of the customer: names, e-mail, phone, units.
    pub search: Option<String>,
    /// A member's id, or `nobody`.
    pub owner: Option<String>,
    /// Keys of states, separated by commas.
    pub status: Option<String>,
    /// Key of a service line.
    pub line: Option<String>,
    /// First and last day the trip may begin, where the organization is.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub account: Option<AccountId>,
    /// A [`QuoteOrder`]; the view's own by default.
    pub sort: Option<String>,
    /// Only these, their ids separated by commas.
    pub ids: Option<String>,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// The same, read.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteFilter {
    pub view: QuoteView,
    pub search: Option<String>,
    pub owner: Option<OwnedBy>,
    /// Any state if empty.
    pub statuses: Vec<QuoteStatus>,
    pub line: Option<ServiceLine>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub account: Option<AccountId>,
    pub ids: Option<Vec<QuoteId>>,
    pub order: QuoteOrder,
}

impl QuoteQuery {
    /// What it asks for.
    ///
    /// # Errors
    /// [`Error::Invalid`] with `unknown_choice` on a field that names what does not exist.
    pub fn filter(&self) -> Result<QuoteFilter> {
        let given = |text: &Option<String>| text.as_deref().and_then(filled);
        let unknown = |field: &'static str| move |_| Error::field(field, "unknown_choice");
        let view = given(&self.view).map(|key| key.parse::<QuoteView>()).transpose().map_err(unknown("view"))?.unwrap_or(QuoteView::All);
        let order = given(&self.sort).map(|text| text.parse::<QuoteOrder>()).transpose().map_err(unknown("sort"))?;
        let owner = match given(&self.owner).as_deref() {
            None => None,
            Some("nobody") => Some(OwnedBy::Nobody),
            Some(id) => Some(OwnedBy::Member(id.parse().map_err(|_| Error::field("owner", "unknown_choice"))?)),
        };
        let statuses = given(&self.status).unwrap_or_default();
        let statuses: Result<Vec<QuoteStatus>, _> = statuses.split(',').filter_map(filled).map(|key| key.parse::<QuoteStatus>()).collect();
        let ids: Option<Result<Vec<QuoteId>, _>> =
            given(&self.ids).map(|list| list.split(',').filter_map(filled).map(|id| id.parse::<QuoteId>()).collect());
        Ok(QuoteFilter {
            view,
            search: given(&self.search).map(|words| words.chars().take(100).collect()),
            owner,
            statuses: statuses.map_err(unknown("status"))?,
            line: given(&self.line).map(|key| key.parse::<ServiceLine>()).transpose().map_err(unknown("line"))?,
            from: self.from,
            to: self.to,
            account: self.account,
            ids: ids.transpose().map_err(|_| Error::field("ids", "unknown_choice"))?,
            order: order.unwrap_or(view.order()),
        })
    }
}

/// A quote in lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteRow {
    pub id: QuoteId,
    /// `Q-00001`.
    pub number: String,
    pub status: QuoteStatus,
    pub service_line: ServiceLine,
    pub title: String,
    pub account: AccountId,
    pub customer: String,
    pub owner_id: Option<MemberId>,
    pub owner: Option<String>,
    pub revision: i32,
    pub starts_at: Option<NaiveDateTime>,
    pub total_cents: i64,
    pub valid_until: Option<DateTime<Utc>>,
    pub views: i32,
    /// When the customer last got the link once more.
    pub reminded_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
}

/// How many quotes each view holds, counted up to one more than [`crate::page::COUNTED`], and what the open ones are worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteCounts {
    pub all: i64,
    pub mine: i64,
    pub open: i64,
    pub soon: i64,
    pub draft: i64,
    pub expiring: i64,
    pub won: i64,
    pub lost: i64,
    /// Sum of the totals of all open ones, in minor units.
    pub open_cents: i64,
}

impl QuoteCounts {
    /// The count of one view.
    pub fn of(&self, view: QuoteView) -> i64 {
        match view {
            QuoteView::All => self.all,
            QuoteView::Mine => self.mine,
            QuoteView::Open => self.open,
            QuoteView::Soon => self.soon,
            QuoteView::Draft => self.draft,
            QuoteView::Expiring => self.expiring,
            QuoteView::Won => self.won,
            QuoteView::Lost => self.lost,
        }
    }

    /// The same, to be set.
    pub fn of_mut(&mut self, view: QuoteView) -> &mut i64 {
        match view {
            QuoteView::All => &mut self.all,
            QuoteView::Mine => &mut self.mine,
            QuoteView::Open => &mut self.open,
            QuoteView::Soon => &mut self.soon,
            QuoteView::Draft => &mut self.draft,
            QuoteView::Expiring => &mut self.expiring,
            QuoteView::Won => &mut self.won,
            QuoteView::Lost => &mut self.lost,
        }
    }
}

/// A page of quotes with the counts of the views beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteList {
    pub page: crate::Page<QuoteRow>,
    pub counts: QuoteCounts,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(text: &str) -> Option<String> {
        Some(text.into())
    }

    fn refused(query: QuoteQuery) -> Vec<String> {
        match query.filter() {
            Err(Error::Invalid(errors)) => errors.0.into_keys().collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_empty_question_lists_everything_and_each_view_has_its_order() {
        let all = QuoteQuery { view: some(" "), status: some(""), ..QuoteQuery::default() }.filter().expect("all");
        assert_eq!((all.view, all.order, all.statuses.len()), (QuoteView::All, QuoteOrder { by: QuoteSort::Changed, falling: true }, 0));
        let soon = QuoteQuery { view: some("soon"), ..QuoteQuery::default() }.filter().expect("the soonest first");
        assert_eq!(soon.order, QuoteOrder { by: QuoteSort::Starts, falling: false });
        let dear = QuoteQuery { view: some("soon"), sort: some("-total"), ..QuoteQuery::default() }.filter().expect("the dearest first");
        assert_eq!(dear.order, QuoteOrder { by: QuoteSort::Total, falling: true });
    }

    #[test]
    fn what_an_address_says_is_read_and_what_does_not_exist_is_named() {
        let member = MemberId(uuid::Uuid::from_u128(7));
        let read =
            QuoteQuery { owner: Some(member.to_string()), status: some("sent, viewed"), line: some("moving"), ..QuoteQuery::default() };
        let read = read.filter().expect("it is read");
        assert_eq!((read.owner, read.line), (Some(OwnedBy::Member(member)), Some(ServiceLine::Moving)));
        assert_eq!(read.statuses, [QuoteStatus::Sent, QuoteStatus::Viewed]);
        let nobody = QuoteQuery { owner: some("nobody"), ..QuoteQuery::default() }.filter().expect("it is read");
        assert_eq!(nobody.owner, Some(OwnedBy::Nobody));
        for (query, field) in [
            (QuoteQuery { view: some("closed"), ..QuoteQuery::default() }, "view"),
            (QuoteQuery { owner: some("me"), ..QuoteQuery::default() }, "owner"),
            (QuoteQuery { status: some("sent,gone"), ..QuoteQuery::default() }, "status"),
            (QuoteQuery { line: some("boats"), ..QuoteQuery::default() }, "line"),
            (QuoteQuery { sort: some("--total"), ..QuoteQuery::default() }, "sort"),
            (QuoteQuery { ids: some("1,2"), ..QuoteQuery::default() }, "ids"),
        ] {
            assert_eq!(refused(query), [field]);
        }
    }

    #[test]
    fn every_view_has_a_count_of_its_own() {
        let mut counts = QuoteCounts::default();
        for (n, view) in (1..).zip(QuoteView::ALL) {
            *counts.of_mut(*view) = n;
        }
        let read: Vec<i64> = QuoteView::ALL.iter().map(|view| counts.of(*view)).collect();
        assert_eq!(read, (1..=QuoteView::ALL.len() as i64).collect::<Vec<_>>());
    }
}
