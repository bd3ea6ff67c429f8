//! What somebody typed and has not saved, kept in the device's storage: neither leaving the page nor losing the network nor
//! an empty battery takes it. It is the person's own: another one on the same device does not see it, and it goes when
//! they sign out.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::js;
use super::store::{self, Shelf, Write};

/// Under which name it is kept.
fn name(of: &str) -> String {
    format!("draft:{of}")
}

/// Keeps what was typed in the form `of` a record. A device that refuses storage keeps nothing: the form works as before.
pub async fn keep(of: &str, typed: &impl Serialize) {
    let _ = store::put(Shelf::Meta, &name(of), typed).await;
}

/// As [`keep`], or [`forget`] if there is nothing to keep, beside everything else; of several the last one counts.
pub fn soon<T: Serialize + 'static>(of: String, typed: Option<T>) {
    js::detach(async move {
        match typed {
            Some(typed) => keep(&of, &typed).await,
            None => forget(&of).await,
        }
    });
}

/// What was typed before; none if nothing was, or a former build kept it otherwise.
pub async fn kept<T: DeserializeOwned>(of: &str) -> Option<T> {
    store::read(Shelf::Meta, &name(of)).await.ok().flatten()
}

/// It is saved, or not wanted any more.
pub async fn forget(of: &str) {
    // what stays is offered once more
    let _ = store::write(vec![Write::Remove(Shelf::Meta, name(of))]).await;
}
