//! Words from one tab of this browser to the others, past the server: what somebody does in one shows in another as soon
//! as it is painted. They are hints: what holds is what the server says, which every tab hears by itself.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use dioxus::prelude::*;
use futures_channel::mpsc::unbounded;
use futures_util::StreamExt;
use gloo_events::EventListener;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

thread_local! {
    // one of each name: a tab hears its own words by a second one
    static CHANNELS: RefCell<BTreeMap<&'static str, BroadcastChannel>> = const { RefCell::new(BTreeMap::new()) };
}

fn channel(name: &'static str) -> Option<BroadcastChannel> {
    CHANNELS.with_borrow_mut(|channels| match channels.get(name) {
        Some(open) => Some(open.clone()),
        None => {
            let open = BroadcastChannel::new(name).ok()?;
            channels.insert(name, open.clone());
            Some(open)
        }
    })
}

/// Tells the other tabs.
pub fn tell(name: &'static str, words: &impl Serialize) {
    if let (Some(channel), Ok(text)) = (channel(name), serde_json::to_string(words)) {
        // fails only when the page goes away
        let _ = channel.post_message(&JsValue::from_str(&text));
    }
}

/// Calls `listener` with what other tabs tell, for as long as the component is there. What a tab of another build tells
/// in words this one does not know is passed over.
pub fn use_told<T: DeserializeOwned + 'static>(name: &'static str, listener: impl FnMut(T) + 'static) {
    let listener = use_callback(listener);
    use_hook(move || {
        let (told, mut heard) = unbounded::<String>();
        let listening = channel(name).map(|channel| {
            EventListener::new(&channel, "message", move |event| {
                if let Some(text) = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string()) {
                    // fails only when the component is gone
                    let _ = told.unbounded_send(text);
                }
            })
        });
        spawn(async move {
            while let Some(text) = heard.next().await {
                if let Ok(words) = serde_json::from_str(&text) {
                    listener.call(words);
                }
            }
        });
        Rc::new(listening)
    });
}
