//! One act on several records in one call: each record is a transaction of its own under a key made of the call's, and
//! what is refused about one record says nothing of the others.

use shared::{CommandId, Error};
use uuid::Uuid;

use crate::crypto::sha256;
use crate::cx::{Command, Cx};

/// The context of one record within a call that was sent as a command, if it was sent as one.
pub(crate) fn part_of(cx: &Cx, call: Option<&Command>, record: Uuid) -> Cx {
    match call {
        Some(call) => cx.clone().with_command(part(call, record), call.hash.get().copied().unwrap_or_default()),
        None => cx.clone(),
    }
}

/// The key of one record within a call.
fn part(call: &Command, record: Uuid) -> CommandId {
    let digest = sha256(&[call.id.0.as_bytes().as_slice(), record.as_bytes()].concat());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    CommandId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// Whether an error is about one record. A key that was used for another call is wrong for the whole of this one, and a
/// fault of ours is no refusal: it ends the call, which is then to be sent again.
pub(crate) fn is_refusal(error: &Error) -> bool {
    match error {
        Error::Conflict { code, .. } => code != "command_reused",
        Error::Forbidden { .. } | Error::NotFound | Error::Invalid(_) => true,
        _ => false,
    }
}
