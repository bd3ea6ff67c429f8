//! The list of customers, and what it is narrowed by.

use shared::access::{Action, FieldRight};
use shared::customers::{AccountRow, AccountStatus, FieldOf, known_filters, parse_filters};
use shared::input::filled;
use shared::page::limit;
use shared::{AccountId, Error, Page, Result};

use super::{Reach, cursor, sql};
use crate::cx::Cx;

/// What a list of customers is narrowed by.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub search: Option<String>,
    pub status: Option<String>,
    /// Only those the asker owns.
    pub mine: bool,
    /// Only those the asker has starred.
    pub favourites: bool,
    /// Only those that belong to this one.
    pub parent: Option<AccountId>,
    /// Those that are put away, instead of those that are not.
    pub archived: bool,
    /// Filters on fields of the organization's own, one a line.
    pub custom: Option<String>,
    pub after: Option<String>,
    pub limit: Option<i64>,
}

/// Customers, the last touched first.
pub async fn list(cx: &Cx, filter: Filter) -> Result<Page<AccountRow>> {
    let scope = cx.may(Action::CustomersView)?;
    let status = filter
        .status
        .as_deref()
        .filter(|s| !s.is_empty())
        .map(str::parse::<AccountStatus>)
        .transpose()
        .map_err(|_| Error::field("status", "unknown_choice"))?;
    let after = filter.after.as_deref().map(cursor::read).transpose()?;
    let mut tx = cx.read().await?;
    let ids = match filter.search.as_deref().and_then(filled) {
        Some(words) => Some(sql::search(&mut tx, &words.chars().take(100).collect::<String>()).await?),
        None => None,
    };
    let asked = parse_filters(filter.custom.as_deref().unwrap_or_default())?;
    let custom = if asked.is_empty() { Vec::new() } else { known_filters(&sql::fields(&mut tx).await?, &asked)? };
    // whom a filter brings tells what it asked for
    if custom.iter().any(|filter| filter.of == FieldOf::Contact) && !cx.sees(FieldRight::PersonalData) {
        return Err(Error::Forbidden { missing: FieldRight::PersonalData.key().into() });
    }
    let limit = limit(filter.limit);
    let reach = Reach::of(cx, scope);
    let asked = sql::Asked {
        reach: &reach,
        me: cx.member(),
        status,
        mine: filter.mine,
        favourites: filter.favourites,
        parent: filter.parent,
        archived: filter.archived,
        ids,
        fields: &custom,
    };
    let mut rows = sql::list(&mut tx, asked, after, limit + 1).await?;
    if !cx.sees(FieldRight::PersonalData) {
        for row in &mut rows {
            (row.email, row.phone) = (None, None);
            row.contact_custom.clear();
        }
    }
    Ok(Page::from_rows(rows, limit as usize, |row| cursor::write(row.updated_at, row.id.0)))
}
