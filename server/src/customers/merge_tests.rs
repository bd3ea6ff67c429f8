//! Merging on a real database: what moves, what comes back, and that nothing else does.

use std::collections::BTreeMap;

use shared::Error;
use shared::access::BuiltinRole;
use shared::customers::{
    AccountFact, AccountKind, EditAccount, EditContact, EditFleet, EditUnit, MergeAccounts, NewAccount, NewAddress, NewContact,
    NewCustomer, StarAccount, TaxStanding, Terms,
};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

use super::fleet_tests::{prices, settings, unit};
use super::*;
use crate::testing::TestApp;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// A customer with a quote, a job, and a random number of people, addresses and leads; some may log in to the portal.
async fn busy(cx: &Cx, conn: &mut PgConnection, dice: &mut Dice) -> Account {
    let job = crate::jobs::tests::booked(cx).await;
    let id = crate::jobs::show(cx, job).await.expect("the job").account;
    // made by hand there, without a first person
    sqlx::query("update contacts set is_primary = true where account_id = $1")
        .bind(id.0)
        .execute(&mut *conn)
        .await
        .expect("the first person");
    for n in 0..dice.throw(3) {
        let contact = NewContact { name: format!("Person {n}"), email: Some(format!("p{n}@{id}.example")), ..NewContact::default() };
        add_contact(cx, id, contact).await.expect("added");
    }
    for n in 0..dice.throw(3) {
        add_address(cx, id, NewAddress { street: format!("{n} Water St"), ..NewAddress::default() }).await.expect("added");
    }
    for _ in 0..dice.throw(3) {
        let lead = lead_of(cx, &format!("asks-{}@{id}.example", dice.throw(1000))).await;
        sqlx::query("update leads set account_id = $2 where id = $1").bind(lead).bind(id.0).execute(&mut *conn).await.expect("linked");
    }
    if dice.throw(2) == 0 {
        sqlx::query(
            // given by hand, and of the first person taken away and asked for again
            "insert into portal_access (org_id, contact_id, account_id, granted_by, entered_at, revoked_at, revoked_by, asked_at)
             select org_id, id, account_id, 'Olive', now(), case when is_primary then now() end, case when is_primary then 'Olive' end,
                    case when is_primary then now() end
             from contacts where account_id = $1",
        )
        .bind(id.0)
        .execute(&mut *conn)
        .await
        .expect("granted");
    }
    fleet(cx, id, dice).await;
    beside_others(cx, conn, id, dice).await;
    let account = show(cx, id).await.expect("the customer");
    let input = EditAccount {
        terms: Terms::ALL[dice.throw(4) as usize],
        tax: Some(TaxStanding { exempt: dice.throw(2) == 0, certificate: format!("EX-{}", dice.throw(2)) }),
        tags: (0..dice.throw(4)).map(|n| format!("tag{}", n + dice.throw(2))).collect(),
        notes: format!("notes {}", dice.throw(9)),
        custom: KEYS.iter().map(|key| ((*key).to_owned(), ["", "1", "2"][dice.throw(3) as usize].to_owned())).collect(),
        ..form(&account)
    };
    edit(cx, id, input).await.expect("edited")
}

/// Perhaps a star, a company it belongs to, and one that belongs to it; what would be a circle is refused.
async fn beside_others(cx: &Cx, conn: &mut PgConnection, id: AccountId, dice: &mut Dice) {
    if dice.throw(2) == 0 {
        star(cx, id, StarAccount { favourite: true }).await.expect("starred");
    }
    let all: Vec<Uuid> = sqlx::query_scalar("select id from accounts where org_id = $1 and merged_into is null order by id")
        .bind(cx.org.0)
        .fetch_all(conn)
        .await
        .expect("accounts");
    for up in [true, false] {
        let Some(other) = all.get(dice.throw(2 * all.len() as u64) as usize).copied().map(AccountId) else { continue };
        let (child, parent) = if up { (id, other) } else { (other, id) };
        let account = show(cx, child).await.expect("a customer");
        match edit(cx, child, EditAccount { parent: Some(Some(parent)), ..form(&account) }).await {
            Ok(_) | Err(Error::Invalid(_)) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
}

/// The version a customer has by now: another one may have come to belong to it.
async fn version_of(cx: &Cx, id: AccountId) -> i32 {
    show(cx, id).await.expect("the customer").version
}

/// Units, of which both records may have some, settings and agreed prices.
async fn fleet(cx: &Cx, id: AccountId, dice: &mut Dice) {
    for number in ["1", "2", "A3"].into_iter().filter(|_| dice.throw(2) == 0).collect::<Vec<_>>() {
        let known = add_unit(cx, id, unit(number, "")).await.expect("added");
        let added = known.units.iter().find(|unit| unit.number == number).expect("listed");
        if dice.throw(3) == 0 {
            let archived = EditUnit { version: 1, unit: unit(number, "ABC 123"), active: false };
            edit_unit(cx, id, added.id, archived).await.expect("archived");
        }
    }
    if dice.throw(2) == 0 {
        let version = show(cx, id).await.expect("the customer").version;
        edit_fleet(cx, id, EditFleet { size: 7, ..settings(version) }).await.expect("set");
    }
    for n in 0..dice.throw(3) {
        let from = cx.now().date_naive() + chrono::Days::new(n * (1 + dice.throw(30)));
        // the second may fall on the first one's day
        let _ = set_prices(cx, id, prices(from, None, 4_000 + dice.throw(900).cast_signed())).await;
    }
}

async fn lead_of(cx: &Cx, email: &str) -> Uuid {
    let lead = serde_json::json!({ "name": "Ana Ruiz", "email": email, "service_line": "moving", "source": "phone", "urgency": "medium" });
    crate::leads::create(cx, serde_json::from_value(lead).expect("a lead")).await.expect("a lead").row.id.0
}

fn form(account: &Account) -> EditAccount {
    EditAccount {
        version: account.version,
        kind: account.kind,
        name: account.name.clone(),
        status: account.status,
        terms: account.terms,
        tax: None,
        owner: account.owner.as_ref().map(|owner| owner.id),
        parent: None,
        tags: account.tags.clone(),
        notes: account.notes.clone(),
        custom: CustomValues::new(),
    }
}

/// Numbers the organization keeps of its customers.
const KEYS: [&str; 3] = ["lorries", "beds", "floors"];

async fn own_fields(cx: &Cx) {
    for key in KEYS {
        let input = serde_json::json!({ "of": "account", "kind": "number", "label": key });
        create_field(cx, serde_json::from_value(input).expect("a field")).await.expect("added");
    }
}

/// Every row of every table that points at accounts, and the accounts themselves without what counts changes.
async fn rows(conn: &mut PgConnection) -> BTreeMap<String, Vec<String>> {
    let mut rows = BTreeMap::new();
    let accounts = "(select id, kind, name, status, terms, tax_exempt, tax_certificate, tags, notes, custom, owner_id, parent_id, merged_into, created_at from accounts)";
    for table in sql::MOVED.iter().copied().chain([accounts]) {
        let all = sqlx::query_scalar(AssertSqlSafe(format!("select t::text from {table} t order by 1"))).fetch_all(&mut *conn).await;
        rows.insert(table.to_owned(), all.expect("rows"));
    }
    rows
}

#[tokio::test]
async fn every_table_that_points_at_customers_is_moved() {
    let t = TestApp::new().await;
    let mut conn = t.owner_connection().await;
    let pointing: Vec<String> = sqlx::query_scalar(
        "select distinct conrelid::regclass::text from pg_constraint
         where contype = 'f' and confrelid = 'accounts'::regclass and conrelid not in ('accounts'::regclass, 'account_merges'::regclass) order by 1",
    )
    .fetch_all(&mut conn)
    .await
    .expect("the catalog answers");
    assert_eq!(pointing, sql::MOVED);
    let among_themselves: Vec<String> =
        sqlx::query_scalar("select conname::text from pg_constraint where contype = 'f' and confrelid = 'accounts'::regclass and conrelid = 'accounts'::regclass order by 1")
            .fetch_all(&mut conn)
            .await
            .expect("the catalog answers");
    assert_eq!(
        among_themselves,
        ["accounts_merged_into_fkey", "accounts_parent_id_fkey"],
        "traces, and whom one belongs to: both are seen to"
    );
    conn.close().await.expect("closed");
}

#[tokio::test]
async fn undoing_a_merge_leaves_every_row_as_it_was() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let mut conn = t.owner_connection().await;
    own_fields(&cx).await;
    for seed in 0..16 {
        let dice = &mut Dice(seed);
        let (kept, other) = (busy(&cx, &mut conn, dice).await, busy(&cx, &mut conn, dice).await);
        let before = rows(&mut conn).await;
        let take = AccountFact::ALL.iter().copied().filter(|_| dice.throw(2) == 0).collect();
        let take_custom = KEYS.iter().filter(|_| dice.throw(2) == 0).map(|key| (*key).to_owned()).collect();
        let version = version_of(&cx, kept.id).await;
        let whole = match merge(&cx, kept.id, MergeAccounts { version, merged: other.id, take, take_custom }).await {
            Err(Error::Conflict { code, .. }) if code == "too_deep" => continue,
            found => found.expect("merged"),
        };
        assert_eq!(whole.contacts.len(), kept.contacts.len() + other.contacts.len());
        assert_eq!(whole.contacts.iter().filter(|contact| contact.primary).count(), 1);
        assert_eq!(
            (whole.counts.leads, whole.counts.quotes, whole.counts.jobs),
            (kept.counts.leads + other.counts.leads, 2, 2),
            "seed {seed}"
        );
        assert_ne!(rows(&mut conn).await, before);
        let apart = unmerge(&cx, kept.id, whole.merges[0].id).await.expect("undone");
        assert_eq!(rows(&mut conn).await, before, "seed {seed}");
        assert_eq!(apart.merges, []);
    }
    conn.close().await.expect("closed");
}

#[tokio::test]
async fn merges_are_undone_in_any_order_the_outer_one_first() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let mut conn = t.owner_connection().await;
    own_fields(&cx).await;
    let dice = &mut Dice(99);
    let (a, b, c, d) = (
        busy(&cx, &mut conn, dice).await,
        busy(&cx, &mut conn, dice).await,
        busy(&cx, &mut conn, dice).await,
        busy(&cx, &mut conn, dice).await,
    );
    let before = rows(&mut conn).await;
    let into = async |kept: AccountId, merged: AccountId| {
        let version = show(&cx, kept).await.expect("the customer").version;
        merge(&cx, kept, MergeAccounts { version, merged, take: vec![AccountFact::Notes], take_custom: vec![] })
            .await
            .expect("merged")
            .merges[0]
            .id
    };
    let inner = into(b.id, c.id).await;
    let outer = into(a.id, b.id).await;
    let beside = into(a.id, d.id).await;
    let refused = unmerge(&cx, b.id, inner).await.unwrap_err();
    assert!(matches!(refused, Error::Conflict { ref code, .. } if code == "merged"), "{refused:?}");
    unmerge(&cx, a.id, outer).await.expect("undone");
    unmerge(&cx, a.id, beside).await.expect("undone");
    unmerge(&cx, b.id, inner).await.expect("undone");
    // notes of the kept record were taken twice and given back in the order they were taken: the first taking has nothing
    // left to give back
    let mut after = rows(&mut conn).await;
    for table in sql::MOVED {
        assert_eq!(after.remove(*table), before.get(*table).cloned(), "{table}");
    }
    conn.close().await.expect("closed");
}

#[tokio::test]
async fn what_people_did_since_the_merge_stays() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let mut conn = t.owner_connection().await;
    own_fields(&cx).await;
    let dice = &mut Dice(5);
    let (kept, other) = (busy(&cx, &mut conn, dice).await, busy(&cx, &mut conn, dice).await);
    let version = version_of(&cx, kept.id).await;
    let whole = merge(&cx, kept.id, MergeAccounts { version, merged: other.id, take: vec![AccountFact::Notes], take_custom: vec![] })
        .await
        .expect("merged");
    let merge_id = whole.merges[0].id;
    // a new person, a person of the other record made the first one, and a new name
    add_contact(&cx, kept.id, NewContact { name: "New".into(), ..NewContact::default() }).await.expect("added");
    let theirs = whole.contacts.iter().find(|contact| other.contacts.iter().any(|o| o.id == contact.id)).expect("moved").clone();
    let first = EditContact {
        version: theirs.version,
        name: "Renamed".into(),
        email: None,
        phone: None,
        roles: vec![],
        primary: true,
        custom: CustomValues::new(),
    };
    let now = edit_contact(&cx, kept.id, theirs.id, first).await.expect("edited");
    edit(&cx, kept.id, EditAccount { name: "Kept and renamed".into(), ..form(&now) }).await.expect("edited");
    let apart = unmerge(&cx, kept.id, merge_id).await.expect("undone");
    assert_eq!((apart.name.as_str(), apart.notes.as_str()), ("Kept and renamed", kept.notes.as_str()));
    assert!(apart.contacts.iter().any(|contact| contact.name == "New"));
    assert_eq!(apart.contacts.iter().filter(|contact| contact.primary).count(), 1, "somebody is the first person again");
    let back = show(&cx, other.id).await.expect("the other");
    assert!(back.contacts.iter().any(|contact| contact.name == "Renamed"));
    assert_eq!(back.contacts.iter().filter(|contact| contact.primary).count(), 1);
    conn.close().await.expect("closed");
}

#[tokio::test]
async fn a_merged_record_is_a_trace_found_by_nobody_and_changed_by_nothing() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let company = |name: &str, email: &str| NewAccount {
        kind: AccountKind::Company,
        name: name.into(),
        contact: Some(NewContact { name: "Hélène Beauchamp".into(), email: Some(email.into()), ..NewContact::default() }),
        tags: vec![],
        notes: String::new(),
        custom: CustomValues::new(),
    };
    let kept = create(&cx, company("Seaview Lutheran School", "helene@seaview.example")).await.expect("created");
    let other = create(&cx, company("Seaview School Society", "office@society.example")).await.expect("created");
    let merge_of = |version| MergeAccounts { version, merged: other.id, take: vec![], take_custom: vec![] };
    assert!(matches!(merge(&cx, kept.id, merge_of(kept.version + 1)).await.unwrap_err(), Error::Conflict { .. }));
    let itself = MergeAccounts { merged: kept.id, ..merge_of(kept.version) };
    assert!(matches!(merge(&cx, kept.id, itself).await.unwrap_err(), Error::Invalid(_)));
    let whole = merge(&cx, kept.id, merge_of(kept.version)).await.expect("merged");
    let again = merge(&cx, kept.id, merge_of(whole.version)).await.unwrap_err();
    assert!(matches!(again, Error::Conflict { ref code, .. } if code == "merged"), "{again:?}");

    let found = |words: &str| Filter { search: Some(words.into()), ..Filter::default() };
    assert_eq!(
        list(&cx, found("society")).await.expect("a list").items.iter().map(|a| a.id).collect::<Vec<_>>(),
        [kept.id],
        "by its person's address"
    );
    assert_eq!(list(&cx, Filter::default()).await.expect("a list").items.len(), 1);
    let entered = NewCustomer {
        name: "H. Beauchamp".into(),
        company: Some("Seaview School Society".into()),
        email: Some("office@society.example".into()),
        phone: None,
    };
    assert!(duplicates(&cx, entered.clone()).await.expect("a list").iter().all(|twin| twin.account_id == kept.id));
    let mut tx = cx.read().await.expect("a transaction");
    assert_eq!(find_or_create(&cx, &mut tx, entered).await.expect("found").0, kept.id);
    drop(tx);

    let trace = show(&cx, other.id).await.expect("a trace");
    assert_eq!(trace.merged_into.as_ref().map(|link| link.id), Some(kept.id));
    let refused = add_contact(&cx, other.id, NewContact { name: "Bo".into(), ..NewContact::default() }).await.unwrap_err();
    assert!(matches!(refused, Error::Conflict { ref code, .. } if code == "merged"), "{refused:?}");
    t.relay().await;
    let told: Vec<String> =
        timeline(&cx, kept.id, None, None).await.expect("a timeline").items.into_iter().map(|event| event.kind).collect();
    assert_eq!(told, ["customers.merged", "customers.created", "customers.created"], "both histories are one");
}

#[tokio::test]
async fn only_who_may_change_both_merges_them() {
    let t = TestApp::new().await;
    let (owner, agent) = (t.owner().await, t.cx(BuiltinRole::SalesAgent));
    let person = |name: &str| NewAccount {
        kind: AccountKind::Person,
        name: name.into(),
        contact: None,
        tags: vec![],
        notes: String::new(),
        custom: CustomValues::new(),
    };
    let own = create(&agent, person("Own")).await.expect("created");
    let theirs = create(&owner, person("Theirs")).await.expect("created");
    let input = MergeAccounts { version: own.version, merged: theirs.id, take: vec![], take_custom: vec![] };
    assert!(matches!(merge(&agent, own.id, input.clone()).await.unwrap_err(), Error::Forbidden { .. }));
    let foreign = merge(&t.foreign(BuiltinRole::Owner), own.id, input.clone()).await.unwrap_err();
    assert_eq!(foreign, Error::NotFound);
    let elsewhere = create(&t.foreign(BuiltinRole::Owner), person("Elsewhere")).await.expect("created");
    let across = merge(&owner, own.id, MergeAccounts { merged: elsewhere.id, ..input }).await.unwrap_err();
    assert!(matches!(across, Error::Invalid(_)), "{across:?}");
}

#[tokio::test]
async fn a_customer_logged_in_before_a_merge_sees_the_whole_record_after_it() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let mut conn = t.owner_connection().await;
    own_fields(&cx).await;
    let dice = &mut Dice(3);
    let (kept, other) = (busy(&cx, &mut conn, dice).await, busy(&cx, &mut conn, dice).await);
    let request = crate::cx::RequestInfo::internal("test");
    let opened =
        crate::identity::open_customer_session(&t.app, &request, cx.org, other.id, other.contacts[0].id, "Cleo").await.expect("a session");
    let version = version_of(&cx, kept.id).await;
    merge(&cx, kept.id, MergeAccounts { version, merged: other.id, take: vec![], take_custom: vec![] }).await.expect("merged");
    let customer =
        crate::identity::authenticate(&t.app, &crate::cx::Credentials::Session(opened.token), request).await.expect("still logged in");
    let home = crate::portal::home(&customer).await.expect("the portal");
    assert_eq!(home.jobs.len(), 2);
    conn.close().await.expect("closed");
}

#[tokio::test]
async fn a_merge_and_its_undoing_wait_for_a_conversion_without_holding_what_that_needs_next() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let mut conn = t.owner_connection().await;
    let mut dice = Dice(11);
    own_fields(&cx).await;
    let (kept, merged) = (busy(&cx, &mut conn, &mut dice).await, busy(&cx, &mut conn, &mut dice).await);
    let lead = lead_of(&cx, "asks@ferry.example").await;
    sqlx::query("update leads set account_id = $2 where id = $1").bind(lead).bind(merged.id.0).execute(&mut conn).await.expect("linked");

    let mut converting = cx.write().await.expect("a transaction");
    crate::leads::hold_for_job(&mut converting, lead.into()).await.expect("held");
    let input = MergeAccounts { version: version_of(&cx, kept.id).await, merged: merged.id, take: vec![], take_custom: vec![] };
    let (whole, ()) = tokio::join!(merge(&cx, kept.id, input), async {
        t.somebody_waits().await;
        admit_offer(&cx, &mut converting, merged.id).await.expect("neither waits for the other");
        converting.commit(()).await.expect("converted");
    });
    let merge = whole.expect("merged after it").merges.first().expect("it is noted").id;

    let mut converting = cx.write().await.expect("a transaction");
    crate::leads::hold_for_job(&mut converting, lead.into()).await.expect("held");
    let (apart, ()) = tokio::join!(unmerge(&cx, kept.id, merge), async {
        t.somebody_waits().await;
        admit_offer(&cx, &mut converting, kept.id).await.expect("neither waits for the other");
        converting.commit(()).await.expect("converted");
    });
    apart.expect("undone after it");
    let of: Uuid =
        sqlx::query_scalar("select account_id from leads where id = $1").bind(lead).fetch_one(&mut conn).await.expect("the lead");
    assert_eq!(of, merged.id.0);
}
