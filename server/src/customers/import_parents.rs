//! Whom imported customers belong to: by name, somebody there already or another row of the file, wherever it stands.

use std::collections::{BTreeSet, HashMap, HashSet};

use shared::customers::import::read;
use shared::customers::{CustomField, DuplicateRows, Import, ImportColumn, ImportField, RowOutcome};
use shared::{AccountId, Error, FieldErrors, ImportId, Result, Said};

use super::import::{FileRow, Verdict, words};
use super::{family, said, sql};
use crate::db::Tx;

/// Whether a column of the file says whom customers belong to.
pub(super) fn named_in(import: &Import) -> bool {
    import.mapping.contains(&Some(ImportColumn::Fact(ImportField::Parent)))
}

/// The same for every way a name is written in a file.
fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Accounts by the keys of names, with how many there are of each.
async fn known(tx: &mut Tx, keys: BTreeSet<String>) -> Result<HashMap<String, (AccountId, i64)>> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let keys: Vec<String> = keys.into_iter().collect();
    Ok(sql::named(tx, &keys).await?.into_iter().map(|named| (named.key, (named.id, named.many))).collect())
}

/// Finds rows that name somebody to belong to who is neither there nor in the file, or whom nobody can tell from others.
pub(super) async fn judge(tx: &mut Tx, rows: &[FileRow], import: &Import, fields: &[CustomField], verdicts: &mut [Verdict]) -> Result<()> {
    if !named_in(import) {
        return Ok(());
    }
    let adds = import.duplicates == DuplicateRows::Add;
    let names: Vec<Option<(String, Option<String>)>> = rows
        .iter()
        .zip(verdicts.iter())
        .map(|(row, verdict)| match verdict.outcome {
            RowOutcome::Wrong => None,
            _ => read(&row.cells, &import.mapping, fields).ok().map(|made| (key(&made.account.name), made.parent.as_deref().map(key))),
        })
        .collect();
    let in_file: HashSet<&String> = names.iter().flatten().map(|(own, _)| own).collect();
    let there = known(tx, names.iter().flatten().filter_map(|(_, parent)| parent.clone()).collect()).await?;
    for (verdict, names) in verdicts.iter_mut().zip(&names) {
        let Some((own, Some(parent))) = names else { continue };
        if verdict.outcome == RowOutcome::Duplicate && !adds {
            continue;
        }
        let code = match there.get(parent) {
            _ if parent == own => "circle",
            Some((_, 1)) => continue,
            Some(_) => "several",
            None if in_file.contains(parent) => continue,
            None => "unknown_parent",
        };
        verdict.outcome = RowOutcome::Wrong;
        verdict.words = words(&FieldErrors::one("parent", code), import, fields);
        verdict.like = None;
    }
    Ok(())
}

/// Lets a customer belong to the one of this name; what keeps it from that, if something does. Families are locked.
pub(super) async fn give(tx: &mut Tx, id: AccountId, name: &str) -> Result<Result<(), FieldErrors>> {
    let there = known(tx, BTreeSet::from([key(name)])).await?;
    let parent = match there.values().next() {
        Some((parent, 1)) => *parent,
        Some(_) => return Ok(Err(FieldErrors::one("parent", "several"))),
        None => return Ok(Err(FieldErrors::one("parent", "unknown_parent"))),
    };
    match family::looked_at(tx, id, parent).await {
        Ok(()) => {
            sql::set_parent(tx, id, Some(parent)).await?;
            Ok(Ok(()))
        }
        Err(Error::Invalid(errors)) => Ok(Err(errors)),
        Err(error) => Err(error),
    }
}

/// Lets some of those who waited for a later row of the file belong to it; whether there were any. Who cannot is added
/// all the same, and the row says why it stands alone.
pub(super) async fn give_rest(tx: &mut Tx, import: ImportId, most: i64) -> Result<bool> {
    let waiting = sql::waiting(tx, import, most).await?;
    let mut settled = Vec::new();
    for row in &waiting {
        let words = match give(tx, row.account, &row.parent).await? {
            Ok(()) => String::new(),
            Err(errors) => Said::of(|| said::at_column(&row.parent, errors.text("parent").unwrap_or_default())).kept(),
        };
        settled.push((row.line, words));
    }
    if !settled.is_empty() {
        sql::settle(tx, import, &settled).await?;
    }
    Ok(!settled.is_empty())
}
