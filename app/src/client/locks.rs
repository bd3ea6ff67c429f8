//! Web Locks, bound by hand because their types are still unstable in web-sys: one tab leads, the others follow.

use futures_channel::oneshot;
use js_sys::Promise;
use wasm_bindgen::JsValue;

use super::js;

/// Waits for a lock of this browser and keeps it until the page goes away. Resolves when this tab has it. Without Web
/// Locks every tab believes it leads: more requests, but nothing is done twice, since commands carry ids.
pub(crate) async fn lead(name: &str) {
    let Some(locks) = js::navigator().map(|navigator| js::get(navigator.as_ref(), "locks")).filter(|locks| !locks.is_undefined()) else {
        return;
    };
    let (granted, when) = oneshot::channel::<()>();
    let mut granted = Some(granted);
    let callback = js::forever(move |_| {
        if let Some(granted) = granted.take() {
            // the receiver only goes away with the page
            let _ = granted.send(());
        }
        // a promise that never settles keeps the lock
        Promise::new(&mut |_, _| {}).into()
    });
    if js::call(&locks, "request", &[JsValue::from_str(name), callback]).is_ok() {
        let _ = when.await;
    }
}
