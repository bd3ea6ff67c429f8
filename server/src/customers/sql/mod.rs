//! Every query on customers, by what it is about.

mod field;
mod fleet;
mod import;
mod list;
mod merge;
mod show;
mod write;

use shared::MemberId;
use shared::customers::Owner;
use uuid::Uuid;

pub(super) use field::*;
pub(super) use fleet::*;
pub(super) use import::*;
pub(super) use list::*;
pub(super) use merge::*;
pub(super) use show::*;
pub(super) use write::*;

fn owner(id: Option<Uuid>, name: Option<String>) -> Option<Owner> {
    Some(Owner { id: MemberId(id?), name: name? })
}
