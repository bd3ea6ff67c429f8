//! Lists of quotes and the figures over them.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use shared::packs::ServiceLine;
use shared::page::COUNTED;
use shared::quotes::{
    EXPIRING_DAYS, OwnedBy, QuoteCounts, QuoteFilter, QuoteOrder, QuoteRow, QuoteSort, QuoteStatus, QuoteView, SOON_DAYS,
};
use shared::{AccountId, MemberId, QuoteId, Result};
use sqlx::{Postgres, QueryBuilder, Row};
use uuid::Uuid;

use crate::customers::Reach;
use crate::db::{Tx, push_limit};

/// Who asks, and when: what views mean by "mine" and "soon".
#[derive(Clone, Debug)]
pub struct Asked {
    pub reach: Reach,
    pub me: Option<MemberId>,
    pub now: DateTime<Utc>,
    /// The day it is where the organization is.
    pub today: NaiveDate,
}

/// A quote as its list reads it.
#[derive(sqlx::FromRow)]
struct Listed {
    id: QuoteId,
    number: String,
    status: QuoteStatus,
    service_line: ServiceLine,
    title: String,
    account_id: AccountId,
    customer: String,
    owner_id: Option<MemberId>,
    owner: Option<String>,
    revision: i32,
    starts_at: Option<NaiveDateTime>,
    total_cents: i64,
    valid_until: Option<DateTime<Utc>>,
    views: i32,
    reminded_at: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
}

impl From<Listed> for QuoteRow {
    fn from(row: Listed) -> Self {
        Self {
            id: row.id,
            number: row.number,
            status: row.status,
            service_line: row.service_line,
            title: row.title,
            account: row.account_id,
            customer: row.customer,
            owner_id: row.owner_id,
            owner: row.owner,
            revision: row.revision,
            starts_at: row.starts_at,
            total_cents: row.total_cents,
            valid_until: row.valid_until,
            views: row.views,
            reminded_at: row.reminded_at,
            updated_at: row.updated_at,
        }
    }
}

/// Adds the conditions of a view, and how far the asker's right reaches, on `quotes q`. States are written out, so that
/// the indexes made for them serve whatever plan is kept.
fn within(query: &mut QueryBuilder<Postgres>, view: QuoteView, asked: &Asked) {
    match view {
        QuoteView::All => {}
        QuoteView::Mine => {
            query.push(" and q.owner_id = ").push_bind(asked.me.map(|me| me.0));
        }
        QuoteView::Open => {
            query.push(" and q.status in ('sent', 'viewed')");
        }
        QuoteView::Soon => {
            let ends = asked.today.checked_add_days(Days::new(SOON_DAYS + 1)).unwrap_or(asked.today);
            query.push(" and q.status in ('draft', 'sent', 'viewed', 'accepted') and q.starts_at >= ").push_bind(midnight(asked.today));
            query.push(" and q.starts_at < ").push_bind(midnight(ends));
        }
        QuoteView::Draft => {
            query.push(" and q.status = 'draft'");
        }
        QuoteView::Expiring => {
            query.push(" and q.status in ('sent', 'viewed') and q.valid_until > ").push_bind(asked.now);
            query.push(" and q.valid_until <= ").push_bind(asked.now + Duration::days(EXPIRING_DAYS));
        }
        QuoteView::Won => {
            query.push(" and q.status = 'accepted'");
        }
        QuoteView::Lost => {
            query.push(" and q.status in ('declined', 'expired', 'withdrawn')");
        }
    }
    if !asked.reach.all {
        query.push(" and q.owner_id = any(").push_bind(asked.reach.owners.clone()).push(")");
    }
}

fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// Adds what else a list is narrowed by.
fn narrow(query: &mut QueryBuilder<Postgres>, filter: &QuoteFilter) {
    match filter.owner {
        Some(OwnedBy::Nobody) => {
            query.push(" and q.owner_id is null");
        }
        Some(OwnedBy::Member(member)) => {
            query.push(" and q.owner_id = ").push_bind(member.0);
        }
        None => {}
    }
    if !filter.statuses.is_empty() {
        let keys: Vec<String> = filter.statuses.iter().map(|status| status.key().to_string()).collect();
        query.push(" and q.status = any(").push_bind(keys).push(")");
    }
    if let Some(line) = filter.line {
        query.push(" and q.service_line = ").push_bind(line.key());
    }
    if let Some(from) = filter.from {
        query.push(" and q.starts_at >= ").push_bind(midnight(from));
    }
    if let Some(next) = filter.to.and_then(|to| to.succ_opt()) {
        query.push(" and q.starts_at < ").push_bind(midnight(next));
    }
    if let Some(account) = filter.account {
        query.push(" and q.account_id = ").push_bind(account.0);
    }
    if let Some(ids) = &filter.ids {
        query.push(" and q.id = any(").push_bind(ids.iter().map(|id| id.0).collect::<Vec<Uuid>>()).push(")");
    }
    if let Some(words) = &filter.search {
        query.push(" and q.id in (select quote_id from search_quotes(").push_bind(words.clone()).push(", 500))");
    }
}

/// How rows stand in a list.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    asked: QuoteOrder,
    view: QuoteView,
}

impl Order {
    pub fn of(filter: &QuoteFilter) -> Self {
        Self { asked: filter.order, view: filter.view }
    }

    /// The value a row is sorted by, of the one type cursors have. Wall clocks travel as if they were UTC, and numbers
    /// as seconds, so that one kind of cursor serves all orders.
    fn value(self) -> &'static str {
        match (self.asked.by, self.view) {
            (QuoteSort::Changed, _) => "q.updated_at",
            // as the index of what is soon has it
            (QuoteSort::Starts, QuoteView::Soon) => "q.starts_at",
            (QuoteSort::Starts, _) => "coalesce(q.starts_at, timestamp '9999-01-01 00:00')",
            (QuoteSort::Until, QuoteView::Expiring) => "q.valid_until",
            (QuoteSort::Until, _) => "coalesce(q.valid_until, timestamptz '9999-01-01 00:00Z')",
            (QuoteSort::Total, _) => "to_timestamp(q.total_cents / 100)",
        }
    }

    /// The same of a row that was read.
    pub fn place(self, row: &QuoteRow) -> DateTime<Utc> {
        let never = || DateTime::from_timestamp(253_370_764_800, 0).unwrap_or(DateTime::<Utc>::MAX_UTC);
        match self.asked.by {
            QuoteSort::Changed => row.updated_at,
            QuoteSort::Starts => row.starts_at.map_or_else(never, |wall| wall.and_utc()),
            QuoteSort::Until => row.valid_until.unwrap_or_else(never),
            QuoteSort::Total => DateTime::from_timestamp(row.total_cents / 100, 0).unwrap_or_else(never),
        }
    }

    fn is_wall(self) -> bool {
        self.asked.by == QuoteSort::Starts
    }
}

/// A page of quotes in an order.
pub async fn list(
    tx: &mut Tx,
    filter: &QuoteFilter,
    asked: &Asked,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<QuoteRow>> {
    let org = tx.org().0;
    let order = Order::of(filter);
    let (value, past, way) = if order.asked.falling { (order.value(), " < (", " desc") } else { (order.value(), " > (", "") };
    let mut query = QueryBuilder::<Postgres>::new(
        "select q.id, q.number, q.status, q.service_line, q.title, q.account_id, a.name as customer, q.owner_id, m.name as owner, r.number as revision, \
                q.starts_at, q.total_cents, q.valid_until, q.views, q.reminded_at, q.updated_at \
         from quotes q \
         join accounts a on a.org_id = q.org_id and a.id = q.account_id \
         join quote_revisions r on r.org_id = q.org_id and r.id = q.revision_id \
         left join members m on m.org_id = q.org_id and m.id = q.owner_id \
         where q.org_id = ",
    );
    query.push_bind(org);
    within(&mut query, filter.view, asked);
    narrow(&mut query, filter);
    if let Some((at, id)) = after {
        query.push(" and (").push(value).push(", q.id)").push(past);
        if order.is_wall() {
            query.push_bind(at.naive_utc());
        } else {
            query.push_bind(at);
        }
        query.push(", ").push_bind(id).push(")");
    }
    query.push(" order by ").push(value).push(way).push(", q.id").push(way);
    push_limit(&mut query, limit);
    let rows = query.build_query_as::<Listed>().fetch_all(tx.db()?).await?;
    Ok(rows.into_iter().map(QuoteRow::from).collect())
}

/// How many quotes each view holds, counted up to one more than people are told, and the sum of the open ones.
pub async fn counts(tx: &mut Tx, asked: &Asked) -> Result<QuoteCounts> {
    let org = tx.org().0;
    let mut query = QueryBuilder::<Postgres>::new("select ");
    for view in QuoteView::ALL {
        query.push("(select count(*) from (select from quotes q where q.org_id = ").push_bind(org);
        within(&mut query, *view, asked);
        query.push(format!(" limit {}) counted), ", COUNTED + 1));
    }
    query.push("(select coalesce(sum(q.total_cents), 0)::bigint from quotes q where q.org_id = ").push_bind(org);
    within(&mut query, QuoteView::Open, asked);
    query.push(")");
    let row = query.build().fetch_one(tx.db()?).await?;
    let mut counts = QuoteCounts::default();
    for (at, view) in QuoteView::ALL.iter().enumerate() {
        *counts.of_mut(*view) = row.try_get(at).map_err(shared::Error::from)?;
    }
    counts.open_cents = row.try_get(QuoteView::ALL.len()).map_err(shared::Error::from)?;
    Ok(counts)
}
