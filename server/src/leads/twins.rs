//! Customers who may be the person of a lead: a warning, asked for only while somebody can act on it.

use shared::Result;
use shared::access::{Action, FieldRight};
use shared::customers::{Duplicate, NewCustomer};

use super::Record;
use crate::customers;
use crate::cx::Cx;
use crate::db::Tx;

/// Customers who may be the person of a lead. Nobody is asked for while it is over or belongs to a customer: whom it
/// belongs to is decided then, and two customers who are one are told apart on their own pages.
pub(super) async fn look_alikes(cx: &Cx, tx: &mut Tx, record: &Record) -> Result<Vec<Duplicate>> {
    if !record.status.is_open() || record.account_id.is_some() {
        return Ok(Vec::new());
    }
    let (name, company) = (record.name.clone(), record.company.clone());
    alike(cx, tx, &NewCustomer { name, company, email: record.email.clone(), phone: record.phone.clone() }).await
}

/// Customers who may be the person entered, for those who may see customers and whom one compares.
pub(super) async fn alike(cx: &Cx, tx: &mut Tx, entered: &NewCustomer) -> Result<Vec<Duplicate>> {
    if cx.access.may(Action::CustomersView) && cx.access.sees(FieldRight::PersonalData) {
        customers::look_alikes(tx, entered).await
    } else {
        Ok(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use shared::LeadId;
    use shared::customers::{AccountKind, CustomValues, MatchReason, NewAccount};
    use shared::leads::NewLead;
    use uuid::Uuid;

    use super::*;
    use crate::leads::tests::{ski_club, with_pipelines};
    use crate::leads::{create, show};

    async fn customer(cx: &Cx, name: &str) -> Uuid {
        let (tags, notes, custom) = (vec![], String::new(), CustomValues::new());
        let input = NewAccount { kind: AccountKind::Company, name: name.into(), contact: None, tags, notes, custom };
        customers::create(cx, input).await.expect("a customer").id.0
    }

    /// Statements of the organization's transaction that show a lead.
    async fn statements(cx: &Cx, lead: LeadId) -> u64 {
        let counted = cx.clone().failing_at(i64::MAX);
        show(&counted, lead).await.expect("shown");
        counted.app.drill().expect("statements are counted").tenant_statements()
    }

    #[tokio::test]
    async fn a_lead_warns_of_customers_named_alike_until_it_belongs_to_one() {
        let t = with_pipelines().await;
        let cx = t.owner().await;
        // as far from each other as two names may be that are still warned of
        let twin = customer(&cx, "Kwantlen Ski Academy").await;
        let other = customer(&cx, "Seaview Lutheran School").await;
        let entered = NewLead { name: "Kwantlen Ski".into(), company: None, ..ski_club() };
        let made = create(&cx, entered).await.expect("a lead");
        let id = made.row.id;
        assert_eq!(made.account_id, None);
        let warned = show(&cx, id).await.expect("shown").duplicates;
        assert_eq!(warned, made.duplicates);
        assert_eq!(
            warned.iter().map(|d| (d.account_id.0, d.reasons.as_slice())).collect::<Vec<_>>(),
            [(twin, &[MatchReason::SimilarName][..])]
        );
        let asked = statements(&cx, id).await;

        // who does not see people is told of none, and none are looked for
        let mut blind = t.owner().await;
        blind.access.fields.remove(&FieldRight::PersonalData);
        assert_eq!(show(&blind, id).await.expect("shown").duplicates, []);
        assert_eq!(statements(&blind, id).await, asked - 1);

        let mut conn = t.owner_connection().await;
        sqlx::query("update leads set account_id = $2 where id = $1").bind(id.0).bind(other).execute(&mut conn).await.expect("linked");
        let linked = show(&cx, id).await.expect("shown");
        assert_eq!((linked.account_id.map(|account| account.0), linked.duplicates), (Some(other), vec![]));
        assert_eq!(statements(&cx, id).await, asked - 1, "nobody is looked for");
    }
}
