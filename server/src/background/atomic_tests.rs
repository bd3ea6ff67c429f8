//! All or nothing in background work (T13): each statement of a piece of work or a sweep is made to fail in turn. After
//! each failure everything is as it was, or as far on as a whole step of it; the attempt that does not fail completes
//! it, and one more changes nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;
use shared::customers::{DuplicateRows, ImportRows, ImportStatus, MapImport, NewImport};
use shared::text::Locale;
use shared::{ImportId, MailId, Result};
use sqlx::{AssertSqlSafe, PgConnection};

use super::Work;
use crate::app::App;
use crate::customers::{self, RunImport};
use crate::cx::Cx;
use crate::drill::{Drill, Plan};
use crate::mail::Template;
use crate::mail::sink::Sink;
use crate::outgoing::{Outgoing, SendMail};
use crate::testing::TestApp;

/// More failures than this mean that no attempt gets on.
const MOST: u64 = 500;

/// What every table holds, in short. Counted attempts aside, which stay whatever becomes of the rest.
pub(super) struct Digest {
    conn: PgConnection,
    question: String,
}

impl Digest {
    pub(super) async fn of(t: &TestApp) -> Self {
        let mut conn = t.owner_connection().await;
        let tables: Vec<String> = sqlx::query_scalar(
            "select relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where nspname = 'public' and relkind = 'r' and relname not in ('rate_limits', 'login_failures') order by 1",
        )
        .fetch_all(&mut conn)
        .await
        .expect("the catalog answers");
        let each: Vec<String> = tables
            .iter()
            .map(|table| {
                format!("select '{table}'::text, count(*) || ' rows ' || coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') from {table} t")
            })
            .collect();
        Self { conn, question: each.join(" union all ") }
    }

    async fn look(&mut self) -> BTreeMap<String, String> {
        let rows: Vec<(String, String)> =
            sqlx::query_as(AssertSqlSafe(self.question.clone())).fetch_all(&mut self.conn).await.expect("the database answers");
        rows.into_iter().collect()
    }

    pub(super) async fn holds(&mut self, condition: &str) -> bool {
        let holds: Option<bool> =
            sqlx::query_scalar(AssertSqlSafe(format!("select {condition}"))).fetch_one(&mut self.conn).await.expect("the database answers");
        holds == Some(true)
    }
}

/// Lets each statement of `act` fail in turn, on an application like `app`. `whole` is what holds whatever failed, in
/// SQL. Answers how many failed.
pub(super) async fn all_or_nothing(what: &str, t: &TestApp, app: &App, whole: &str, act: impl AsyncFn(App) -> Result<()>) -> u64 {
    let mut digest = Digest::of(t).await;
    let drill = Arc::new(Drill::default());
    let (mut n, mut failures) = (1, 0);
    let mut before = digest.look().await;
    let start = before.clone();
    loop {
        drill.arm(Plan { fails_at: n, ..Plan::default() });
        let done = act(app.drilled(drill.clone())).await;
        drill.stand_down();
        if !drill.has_failed() {
            done.unwrap_or_else(|error| panic!("{what}: nothing was made to fail and it answers {error}"));
            break;
        }
        failures += 1;
        assert!(failures < MOST, "{what} gets on");
        assert!(digest.holds(whole).await, "{what}: statement {n} failed and left something half-done");
        let after = digest.look().await;
        // what was made last before the failure is done with: its statements are not met again
        n = if after == before { n + 1 } else { 1 };
        before = after;
    }
    assert!(digest.holds(whole).await, "{what} is whole in the end");
    let done = digest.look().await;
    assert_ne!(done, start, "{what} does something");
    act(app.clone()).await.unwrap_or_else(|error| panic!("{what} once more answers {error}"));
    assert_eq!(digest.look().await, done, "{what} once more changes nothing");
    println!("T13 {what}: {failures} failed statements");
    failures
}

/// A table that was checked, and how many customers there were before.
async fn table(cx: &Cx, t: &TestApp) -> (ImportId, i64) {
    let heads = ["Company", "Name", "E-mail"].map(String::from).to_vec();
    let import = customers::create_import(cx, NewImport { name: "clients.csv".into(), heads }).await.expect("begun");
    let rows = [
        ["Harbour Dental", "Ida Lund", "ida@harbour.example"],
        ["", "Ole Berg", "ole@berg.example"],
        ["", "", "nameless@example.com"],
        ["Ridge Weddings", "", ""],
    ];
    let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_string()).collect()).collect();
    let import = customers::add_import_rows(cx, import.id, ImportRows { first_line: 2, rows }).await.expect("taken in");
    let plan = MapImport { mapping: import.mapping, duplicates: DuplicateRows::Skip };
    customers::check_import(cx, import.id, plan).await.expect("checked");
    (import.id, t.count("accounts").await)
}

#[tokio::test]
async fn an_import_adds_and_takes_back_its_customers_in_whole_steps() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    t.work().await;
    let (id, known) = table(&cx, &t).await;
    let act = async |app: App| RunImport { import: id }.run(&Cx::system(&app, t.org().id, "test")).await;
    // a customer, the fact of it and the row that says so come together; so do the end and the fact of it
    let whole = |outcomes: &str, end: &str, fact: &str| {
        format!(
            "(select count(*) - {known} from accounts) = (select count(*) from customer_import_rows where import_id = '{id}' and outcome in ({outcomes}))
             and (select count(*) from customer_import_rows where import_id = '{id}' and account_id is not null and outcome in ({outcomes}))
               = (select count(*) from customer_import_rows where import_id = '{id}' and outcome in ({outcomes}))
             and (select status = '{end}' from customer_imports where id = '{id}')
               = ((select count(*) from outbox where kind = '{fact}' and entity_id = '{id}') = 1)"
        )
    };
    customers::start_import(&cx, id).await.expect("started");
    let added = format!(
        "{} and (select count(*) from outbox where kind = 'customers.created' and of_id = '{id}') = (select count(*) - {known} from accounts)",
        whole("'added'", "done", "customers.import_done")
    );
    let failures = all_or_nothing("import", &t, &t.app, &added, &act).await;
    assert!(failures > 8, "{failures} statements failed");
    let done = customers::import(&cx, id).await.expect("an import");
    assert_eq!((done.status, done.counts.added, done.counts.wrong), (ImportStatus::Done, 3, 1));

    customers::revert_import(&cx, id).await.expect("being taken back");
    let gone = whole("'added', 'kept'", "reverted", "customers.import_reverted");
    all_or_nothing("import taken back", &t, &t.app, &gone, act).await;
    let reverted = customers::import(&cx, id).await.expect("an import");
    assert_eq!((reverted.status, reverted.counts.gone, t.count("accounts").await), (ImportStatus::Reverted, 3, known));
}

/// Queues a mail.
async fn mail(t: &TestApp) -> MailId {
    let mut tx = t.owner().await.write().await.expect("a transaction");
    let outgoing = Outgoing {
        to: "zoe@example.org".into(),
        to_name: "Zoë".into(),
        template: Template::PortalLink,
        locale: Locale::En,
        context: json!({ "name": "Zoë", "days": 14, "link": "https://example.com/x" }),
        entity: None,
    };
    let mail = tx.mail(outgoing).await.expect("queued");
    tx.commit(mail).await.expect("committed")
}

fn sending(mail: MailId) -> SendMail {
    serde_json::from_value(json!({ "mail": mail })).expect("it is work")
}

#[tokio::test]
async fn a_mail_is_queued_or_done_with() {
    let t = TestApp::new().await;
    t.work().await;
    let id = mail(&t).await;
    let whole = format!("(select (status = 'kept') = (sent_at is not null) and status in ('queued', 'kept') from mails where id = '{id}')");
    let act = async |app: App| sending(id).run(&Cx::system(&app, t.org().id, "test")).await;
    all_or_nothing("mail kept", &t, &t.app, &whole, act).await;
    assert!(Digest::of(&t).await.holds(&format!("(select status = 'kept' from mails where id = '{id}')")).await);
}

#[tokio::test]
async fn a_mail_whose_note_was_lost_goes_out_again_under_its_name() {
    let sink = Sink::start().await;
    let url = format!("smtp://127.0.0.1:{}", sink.port);
    let t = TestApp::configured(|config| config.smtp_url = Some(url.into())).await;
    let id = mail(&t).await;
    let whole = format!("(select (status = 'sent') = (sent_at is not null) and status in ('queued', 'sent') from mails where id = '{id}')");
    let act = async |app: App| sending(id).run(&Cx::system(&app, t.org().id, "test")).await;
    all_or_nothing("mail sent", &t, &t.app, &whole, act).await;
    // nobody can take back what left; whoever gets it twice sees that it is the same
    let names: Vec<String> = sink
        .received()
        .iter()
        .map(|mail| mail.lines().find(|line| line.to_lowercase().starts_with("message-id:")).expect("a name").to_string())
        .collect();
    assert!(names.len() > 1 && names.iter().all(|name| *name == names[0]), "{names:?}");
}
