//! Customers from a table: rows come in, are checked, become customers, and can be taken back.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::access::Action;
use shared::customers::import::{check_mapping, read};
use shared::customers::{
    CustomField, DuplicateRows, Import, ImportColumn, ImportRows, ImportStatus, Imported, MOST_ROWS, MapImport, NewImport, RowOutcome,
    events, recognise,
};
use shared::input::check;
use shared::{AccountId, Error, ImportId, Result, Said};

use super::reach::Reach;
use super::{changed, forms, import_add, import_parents, said, sql};
use crate::background::Work;
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// Rows that become customers in one transaction.
pub(super) const BATCH: i64 = 100;
/// How long one piece of work goes on before it hands over to the next.
const TURN: Duration = Duration::from_secs(45);

/// The imports one may see, the latest first: of one's own or of everybody, as far as one may edit customers.
pub async fn imports(cx: &Cx) -> Result<Vec<Import>> {
    let reach = Reach::of(cx, cx.may(Action::CustomersEdit)?);
    let mut tx = cx.read().await?;
    sql::imports(&mut tx, &reach, None).await
}

/// One import with figures, examples and problems.
pub async fn import(cx: &Cx, id: ImportId) -> Result<Import> {
    let reach = Reach::of(cx, cx.may(Action::CustomersEdit)?);
    let mut tx = cx.read().await?;
    load(&mut tx, &reach, id).await
}

/// What its columns are called, and every row that was not added.
pub async fn import_problems(cx: &Cx, id: ImportId) -> Result<(Vec<String>, Vec<shared::customers::RowProblem>)> {
    let reach = Reach::of(cx, cx.may(Action::CustomersEdit)?);
    let mut tx = cx.read().await?;
    let import = sql::imports(&mut tx, &reach, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    Ok((import.heads, sql::problems(&mut tx, id, i64::MAX).await?))
}

/// Begins an import: the columns are matched by a preset that fits, else as far as their names tell.
pub async fn create_import(cx: &Cx, input: NewImport) -> Result<Import> {
    let reach = Reach::of(cx, cx.may(Action::CustomersEdit)?);
    check(&input)?;
    let mut tx = begin!(cx);
    let id = cx.id::<ImportId>();
    let fields = sql::fields(&mut tx).await?;
    let mapping = recognise(&input.heads, &sql::presets(&mut tx).await?, &fields);
    sql::insert_import(&mut tx, id, &input, &mapping, cx.member(), cx.actor.name()).await?;
    tx.record(Record::new(events::IMPORT_BEGUN, id).version(1).data(json!({ "name": input.name }))).await?;
    let import = load(&mut tx, &reach, id).await?;
    tx.commit(import).await
}

/// Takes in rows of the file; the same lines again replace themselves.
pub async fn add_import_rows(cx: &Cx, id: ImportId, input: ImportRows) -> Result<Import> {
    let reach = Reach::of(cx, cx.may(Action::CustomersEdit)?);
    check(&input)?;
    let mut tx = begin!(cx);
    draft(&mut tx, &reach, id).await?;
    sql::insert_rows(&mut tx, id, input.first_line, &input.rows).await?;
    let import = load(&mut tx, &reach, id).await?;
    if import.counts.total > MOST_ROWS as i64 {
        return Err(Error::conflict("too_many_rows", || said::too_many_rows(MOST_ROWS)));
    }
    tx.commit(import).await
}

/// Says what the columns mean and checks every row by it. Nothing is added yet.
pub async fn check_import(cx: &Cx, id: ImportId, input: MapImport) -> Result<Import> {
    let reach = Reach::of(cx, cx.may(Action::CustomersEdit)?);
    check(&input)?;
    let mut tx = begin!(cx);
    let import = draft(&mut tx, &reach, id).await?;
    check_mapping(&input.mapping, import.heads.len())?;
    let fields = sql::fields(&mut tx).await?;
    let unknown = |column: &&ImportColumn| matches!(column, ImportColumn::Custom(key) if !fields.iter().any(|field| field.key == *key));
    if input.mapping.iter().flatten().any(|column| unknown(&column)) {
        return Err(Error::field("mapping", "unknown_field"));
    }
    sql::map_import(&mut tx, id, &input).await?;
    let rows = sql::rows(&mut tx, id, &[], i64::MAX).await?;
    let import = Import { mapping: input.mapping, duplicates: input.duplicates, ..import };
    let mut verdicts = judge(&mut tx, &rows, &import, &fields).await?;
    import_parents::judge(&mut tx, &rows, &import, &fields, &mut verdicts).await?;
    sql::write_verdicts(&mut tx, id, &verdicts).await?;
    let import = load(&mut tx, &reach, id).await?;
    tx.commit(import).await
}

/// Lets the rows become customers, in the background.
pub async fn start_import(cx: &Cx, id: ImportId) -> Result<Import> {
    let reach = Reach::of(cx, cx.may(Action::CustomersEdit)?);
    let mut tx = begin!(cx);
    let import = draft(&mut tx, &reach, id).await?;
    let counts = import.counts;
    let wanted = counts.ready + if import.duplicates == DuplicateRows::Add { counts.duplicate } else { 0 };
    if counts.open > 0 || wanted == 0 {
        return Err(Error::conflict("not_checked", said::not_checked));
    }
    let version = sql::set_import_status(&mut tx, id, ImportStatus::Running).await?;
    tx.record(Record::new(events::IMPORT_STARTED, id).version(version).data(json!({ "name": import.name, "rows": wanted }))).await?;
    tx.later(&RunImport { import: id }).await?;
    let import = load(&mut tx, &reach, id).await?;
    tx.commit(import).await
}

/// Lets the customers an import added be removed, in the background, but for those something has happened to since.
pub async fn revert_import(cx: &Cx, id: ImportId) -> Result<Import> {
    let reach = Reach::of(cx, cx.may(Action::CustomersEdit)?);
    let mut tx = begin!(cx);
    let import = locked(&mut tx, &reach, id).await?;
    if import.status != ImportStatus::Done {
        return Err(Error::conflict("not_done", said::not_done));
    }
    let version = sql::set_import_status(&mut tx, id, ImportStatus::Reverting).await?;
    tx.record(Record::new(events::IMPORT_REVERTING, id).version(version).data(json!({ "name": import.name }))).await?;
    tx.later(&RunImport { import: id }).await?;
    let import = load(&mut tx, &reach, id).await?;
    tx.commit(import).await
}

/// Makes the customers, or removes them, batch by batch; what an attempt did the next one finds done.
#[derive(Debug, Serialize, Deserialize)]
pub struct RunImport {
    pub import: ImportId,
}

impl Work for RunImport {
    const KIND: &'static str = "customers.import";

    async fn run(self, cx: &Cx) -> Result<()> {
        let begun = Instant::now();
        while run_batch(cx, self.import).await? {
            if begun.elapsed() > TURN {
                let mut tx = cx.write().await?;
                tx.later(&self).await?;
                return tx.commit(()).await;
            }
        }
        Ok(())
    }
}

/// Goes on with some rows; whether there are more.
async fn run_batch(cx: &Cx, id: ImportId) -> Result<bool> {
    let mut tx = cx.write().await?;
    let import = locked(&mut tx, &Reach { all: true, owners: Vec::new() }, id).await?;
    match import.status {
        ImportStatus::Running => import_add::some(cx, tx, import).await,
        ImportStatus::Reverting => remove_some(tx, import).await,
        ImportStatus::Draft | ImportStatus::Done | ImportStatus::Reverted => Ok(false),
    }
}

async fn remove_some(mut tx: Tx, import: Import) -> Result<bool> {
    let id = import.id;
    let looked_at = sql::remove_imported(&mut tx, id, BATCH).await?;
    if looked_at == 0 {
        let version = sql::set_import_status(&mut tx, id, ImportStatus::Reverted).await?;
        let data = json!({ "name": import.name, "removed": import.counts.gone, "kept": import.counts.kept });
        tx.record(Record::new(events::IMPORT_REVERTED, id).version(version).data(data)).await?;
    }
    tx.commit(looked_at > 0).await
}

/// A row of the file.
pub(crate) struct FileRow {
    pub line: i32,
    pub cells: Vec<String>,
}

/// What a check says of a row.
pub(crate) struct Verdict {
    pub line: i32,
    pub outcome: RowOutcome,
    /// As [`Said::kept`] writes it.
    pub words: String,
    pub like: Option<AccountId>,
}

/// Reads rows and looks whether they are somebody there is already, or somebody further up.
pub(super) async fn judge(tx: &mut Tx, rows: &[FileRow], import: &Import, fields: &[CustomField]) -> Result<Vec<Verdict>> {
    let read: Vec<_> = rows.iter().map(|row| read(&row.cells, &import.mapping, fields)).collect();
    let (mut emails, mut phones, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for imported in read.iter().flatten() {
        let (email, phone) = reached(imported);
        if email.is_none() && phone.is_none() {
            names.push(imported.account.name.clone());
        }
        emails.extend(email);
        phones.extend(phone);
    }
    let known = sql::known(tx, &emails, &phones, &names).await?;
    let known: HashMap<String, (AccountId, String)> = known.into_iter().map(|(key, id, name)| (key, (id, name))).collect();
    let mut above: HashMap<String, i32> = HashMap::new();
    let verdict = |(row, read): (&FileRow, Result<Imported, shared::FieldErrors>)| {
        let line = row.line;
        let imported = match read {
            Ok(imported) => imported,
            Err(errors) => return Verdict { line, outcome: RowOutcome::Wrong, words: words(&errors, import, fields), like: None },
        };
        let keys = keys(&imported);
        if let Some((id, name)) = keys.iter().find_map(|key| known.get(key)) {
            return Verdict { line, outcome: RowOutcome::Duplicate, words: name.clone(), like: Some(*id) };
        }
        let earlier = keys.iter().find_map(|key| above.get(key)).copied();
        for key in keys {
            above.entry(key).or_insert(line);
        }
        match earlier {
            Some(earlier) => {
                Verdict { line, outcome: RowOutcome::Duplicate, words: Said::of(|| said::line_above(earlier)).kept(), like: None }
            }
            None => Verdict { line, outcome: RowOutcome::Ready, words: String::new(), like: None },
        }
    };
    Ok(rows.iter().zip(read).map(verdict).collect())
}

fn reached(imported: &Imported) -> (Option<String>, Option<String>) {
    imported.account.contact.as_ref().map(|contact| forms(&contact.email, &contact.phone)).unwrap_or_default()
}

/// What two rows of the same customer share: address or number, else the name.
fn keys(imported: &Imported) -> Vec<String> {
    let (email, phone) = reached(imported);
    let keys: Vec<String> =
        [email.map(|email| format!("e:{email}")), phone.map(|phone| format!("p:{phone}"))].into_iter().flatten().collect();
    if keys.is_empty() { vec![format!("n:{}", imported.account.name.trim().to_lowercase())] } else { keys }
}

async fn load(tx: &mut Tx, reach: &Reach, id: ImportId) -> Result<Import> {
    let mut import = sql::imports(tx, reach, Some(id)).await?.pop().ok_or(Error::NotFound)?;
    import.samples = sql::samples(tx, id).await?;
    import.problems = sql::problems(tx, id, 50).await?;
    Ok(import)
}

async fn locked(tx: &mut Tx, reach: &Reach, id: ImportId) -> Result<Import> {
    sql::lock_import(tx, id).await?;
    sql::imports(tx, reach, Some(id)).await?.pop().ok_or(Error::NotFound)
}

async fn draft(tx: &mut Tx, reach: &Reach, id: ImportId) -> Result<Import> {
    let import = locked(tx, reach, id).await?;
    if import.status == ImportStatus::Draft { Ok(import) } else { Err(changed()) }
}

/// What is wrong with a row, by the names its columns have in the file, as it is kept.
pub(super) fn words(errors: &shared::FieldErrors, import: &Import, fields: &[CustomField]) -> String {
    let column = |path: &str| {
        let name = path.rsplit('.').next().unwrap_or(path);
        let said: Option<ImportColumn> = if path.starts_with("custom.") { path.parse() } else { name.parse() }.ok();
        let at = import.mapping.iter().position(|column| column.is_some() && *column == said);
        let label = || fields.iter().find(|field| field.key == name).map(|field| &field.label);
        at.and_then(|at| import.heads.get(at)).or_else(label).map_or(name, String::as_str).to_string()
    };
    let first = |(path, all): (&String, &Vec<shared::FieldError>)| all.first().map(|error| said::at_column(column(path), error.text()));
    Said::of(|| errors.0.iter().filter_map(first).collect::<Vec<_>>().join("; ")).kept()
}
