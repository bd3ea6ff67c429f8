//! Every query on customers, by what it is about.

mod away;
mod bulk;
mod family;
mod favourite;
mod field;
mod fleet;
mod import;
mod import_row;
mod list;
mod merge;
mod preset;
mod show;
mod write;

use shared::customers::{AccountLink, Owner};
use shared::{AccountId, MemberId};
use uuid::Uuid;

pub(super) use away::*;
pub(super) use bulk::*;
pub(super) use family::*;
pub(super) use favourite::*;
pub(super) use field::*;
pub(super) use fleet::*;
pub(super) use import::*;
pub(super) use import_row::*;
pub(super) use list::*;
pub(super) use merge::*;
pub(super) use preset::*;
pub(super) use show::*;
pub(super) use write::*;

fn link(id: Option<Uuid>, name: Option<String>) -> Option<AccountLink> {
    Some(AccountLink { id: AccountId(id?), name: name? })
}

fn owner(id: Option<Uuid>, name: Option<String>) -> Option<Owner> {
    Some(Owner { id: MemberId(id?), name: name? })
}
