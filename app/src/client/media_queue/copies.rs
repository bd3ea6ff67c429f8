//! What of the files on this device is shown and given away: their small pictures, and all that is unsent in one file.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use shared::MediaId;
use shared::outbox::Upload;
use wasm_bindgen::JsCast;
use web_sys::{Blob, Url};

use crate::client::js;
use crate::client::outbox::Outbox;
use crate::client::store::{self, Shelf};

/// An address for the small picture of a file on this device, for as long as the component lives.
pub fn use_thumb(id: ReadSignal<MediaId>) -> Option<String> {
    let mut address = use_signal(|| None::<String>);
    use_resource(move || {
        let key = id().to_string();
        async move {
            let blob = match store::blob(Shelf::Thumbs, &key).await {
                Some(blob) => Some(blob),
                None => store::blob(Shelf::Blobs, &key).await,
            };
            let fresh = blob.and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
            let old = std::mem::replace(&mut *address.write(), fresh);
            release(old);
        }
    });
    use_drop(move || release(address.peek().clone()));
    address()
}

/// Addresses for the small pictures of several files on this device, for as long as the component lives; a file without one
/// is left out.
pub fn use_thumbs(ids: Memo<Vec<MediaId>>) -> Signal<BTreeMap<MediaId, String>> {
    let mut addresses = use_signal(BTreeMap::<MediaId, String>::new);
    use_resource(move || {
        let ids = ids();
        async move {
            for id in ids {
                if addresses.peek().contains_key(&id) {
                    continue;
                }
                let thumb = store::blob(Shelf::Thumbs, &id.to_string()).await;
                if let Some(address) = thumb.and_then(|blob| Url::create_object_url_with_blob(&blob).ok()) {
                    addresses.write().insert(id, address);
                }
            }
        }
    });
    use_drop(move || addresses.peek().values().for_each(|address| release(Some(address.clone()))));
    addresses
}

fn release(address: Option<String>) {
    if let Some(address) = address {
        let _ = Url::revoke_object_url(&address);
    }
}

/// Everything unsent in one file: writes and declarations as JSON, bytes as data addresses. For the day a device dies.
pub async fn export(outbox: Outbox) -> Option<Blob> {
    let parts = js_sys::Array::new();
    let queue = serde_json::to_string(&outbox.standing()).ok()?;
    parts.push(&format!("{{\"writes\":{queue},\"files\":[").into());
    let files: Vec<Upload> = outbox.uploads.peek().files().into_iter().filter(|file| !file.is_stored()).cloned().collect();
    for (n, file) in files.iter().enumerate() {
        let about = serde_json::to_string(file).ok()?;
        let comma = if n == 0 { "" } else { "," };
        parts.push(&format!("{comma}{{\"file\":{about},\"content\":\"").into());
        if let Some(bytes) = store::blob(Shelf::Blobs, &file.id.to_string()).await
            && let Some(address) = data_address(&bytes).await
        {
            parts.push(&address);
        }
        parts.push(&"\"}".into());
    }
    parts.push(&"]}".into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("application/json");
    Blob::new_with_str_sequence_and_options(&parts, &options).ok()
}

async fn data_address(blob: &Blob) -> Option<wasm_bindgen::JsValue> {
    let reader = web_sys::FileReader::new().ok()?;
    let (tell, told) = futures_channel::oneshot::channel();
    let done = js::once(move |_| {
        // nobody waits any more
        let _ = tell.send(());
    });
    reader.set_onloadend(Some(done.unchecked_ref()));
    reader.read_as_data_url(blob).ok()?;
    told.await.ok()?;
    reader.result().ok()
}
