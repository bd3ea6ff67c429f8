//! Rows of a table become customers: some in one transaction, written with one statement a table. A row that names whom its
//! customer belongs to finds what stands above it in the file.

use serde_json::json;
use shared::customers::import::read;
use shared::customers::{DuplicateRows, Import, ImportStatus, Imported, RowOutcome, events};
use shared::{AccountId, AddressId, ContactId, ImportId, Result};

use super::import::{BATCH, Verdict, judge};
use super::{forms, import_parents, sql, tags};
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// A customer a row made.
pub(crate) struct Added {
    pub line: i32,
    pub account: AccountId,
    /// Whom it is to belong to, while nobody of that name is there.
    pub waits_for: String,
}

/// Goes on with some rows; whether there are more.
pub(super) async fn some(cx: &Cx, mut tx: Tx, import: Import) -> Result<bool> {
    let id = import.id;
    let owner = sql::import_owner(&mut tx, id).await?;
    let adds = import.duplicates == DuplicateRows::Add;
    let wanted: &[RowOutcome] = if adds { &[RowOutcome::Ready, RowOutcome::Duplicate] } else { &[RowOutcome::Ready] };
    if import_parents::named_in(&import) {
        sql::lock_families(&mut tx).await?;
    }
    let rows = sql::rows(&mut tx, id, wanted, BATCH).await?;
    if rows.is_empty() && import_parents::give_rest(&mut tx, id, BATCH).await? {
        tx.commit(()).await?;
        return Ok(true);
    }
    if rows.is_empty() {
        sql::skip_rest(&mut tx, id).await?;
        let version = sql::set_import_status(&mut tx, id, ImportStatus::Done).await?;
        let data = json!({ "name": import.name, "added": import.counts.added });
        tx.record(Record::new(events::IMPORT_DONE, id).version(version).data(data)).await?;
        tx.commit(()).await?;
        return Ok(false);
    }
    // somebody may have become a customer since the check
    let fields = sql::fields(&mut tx).await?;
    let verdicts = judge(&mut tx, &rows, &import, &fields).await?;
    let mut left = Vec::new();
    let mut batch = Batch { import: id, made: sql::NewCustomers::of(owner), added: Vec::new(), facts: Vec::new() };
    for (row, verdict) in rows.iter().zip(verdicts) {
        match (verdict.outcome, read(&row.cells, &import.mapping, &fields)) {
            (RowOutcome::Duplicate, Ok(imported)) if adds => batch.add(cx, &mut tx, row.line, imported).await?,
            (RowOutcome::Ready, Ok(imported)) => batch.add(cx, &mut tx, row.line, imported).await?,
            (RowOutcome::Duplicate, _) => left.push(Verdict { outcome: RowOutcome::Skipped, ..verdict }),
            _ => left.push(verdict),
        }
    }
    let added = batch.end(&mut tx).await?;
    sql::mark_added(&mut tx, id, &added).await?;
    sql::write_verdicts(&mut tx, id, &left).await?;
    tx.commit(true).await
}

/// What rows make, until it is written.
struct Batch {
    import: ImportId,
    made: sql::NewCustomers,
    added: Vec<Added>,
    facts: Vec<Record>,
}

impl Batch {
    async fn add(&mut self, cx: &Cx, tx: &mut Tx, line: i32, imported: Imported) -> Result<()> {
        let id = cx.id::<AccountId>();
        let Imported { account, address, parent } = imported;
        if let Some(contact) = &account.contact {
            self.made.contact(id, cx.id::<ContactId>(), contact, forms(&contact.email, &contact.phone));
        }
        if let Some(address) = &address {
            self.made.address(id, cx.id::<AddressId>(), address);
        }
        let data = json!({ "name": account.name.trim(), "line": line });
        self.made.account(id, &account, tags(&account.tags));
        self.facts.push(Record::new(events::CREATED, id).of(self.import).account(id).version(1).data(data));
        let waits_for = match parent {
            Some(parent) => {
                // it may be one of those above
                self.made.write(tx).await?;
                import_parents::give(tx, id, &parent).await?.map_or(parent, |()| String::new())
            }
            None => String::new(),
        };
        self.added.push(Added { line, account: id, waits_for });
        Ok(())
    }

    async fn end(mut self, tx: &mut Tx) -> Result<Vec<Added>> {
        self.made.write(tx).await?;
        tx.record_all(self.facts).await?;
        Ok(self.added)
    }
}
