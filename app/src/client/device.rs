//! The device: its name, its storage, its place, its theme.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use futures_channel::oneshot;
use gloo_storage::{LocalStorage, Storage};
use js_sys::Object;
use shared::text::Locale;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url};

use super::js;

const THEME: &str = "tailboard.theme";
const LOCALE: &str = "tailboard.locale";
const PLACE: &str = "tailboard.place";
const SIDEBAR: &str = "tailboard.sidebar";
const SINGLE_KEYS: &str = "tailboard.single-keys";
const DEVICE: &str = "tailboard-device";

/// A place and how sure the device is of it, in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub latitude: f64,
    pub longitude: f64,
    pub accuracy: f64,
}

/// Bytes used and available to this site.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Room {
    pub used: f64,
    pub quota: f64,
    /// The browser promised not to evict it.
    pub persistent: bool,
}

/// A colour scheme somebody chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Auto,
    Light,
    Dark,
    Sun,
}

impl Theme {
    /// As stored and as the document carries it.
    pub fn key(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Sun => "sun",
        }
    }

    /// The one that is set.
    pub fn current() -> Self {
        match document_element().and_then(|root| root.get_attribute("data-theme")).as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            Some("sun") => Theme::Sun,
            _ => Theme::Auto,
        }
    }

    /// Shows it now and at the next start.
    pub fn choose(self) {
        if let Some(root) = document_element() {
            let _ = root.set_attribute("data-theme", self.key());
        }
        remember(THEME, self.key());
    }
}

/// Whether the device asks for dark colours.
pub fn prefers_dark() -> bool {
    matches("(prefers-color-scheme: dark)")
}

fn matches(query: &str) -> bool {
    web_sys::window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|query| query.matches())
}

fn document_element() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

/// Plain strings, not JSON: the scripts that run before this read them too.
fn remember(key: &str, value: &str) {
    // private browsing may refuse; then it lasts as long as the page
    let _ = LocalStorage::raw().set_item(key, value);
}

fn remembered(key: &str) -> Option<String> {
    LocalStorage::raw().get_item(key).ok().flatten()
}

/// Whether shortcuts of a single key are on (WCAG 2.2, 2.1.4).
pub fn single_keys() -> bool {
    remembered(SINGLE_KEYS).as_deref() != Some("off")
}

/// Switches shortcuts of a single key on or off on this device.
pub fn set_single_keys(on: bool) {
    remember(SINGLE_KEYS, if on { "on" } else { "off" });
}

/// Whether the office's sidebar is folded to its icons.
pub fn sidebar_folded() -> bool {
    remembered(SIDEBAR).as_deref() == Some("folded")
}

/// Keeps the sidebar folded or open on this device.
pub fn set_sidebar_folded(folded: bool) {
    remember(SIDEBAR, if folded { "folded" } else { "open" });
}

/// A UUIDv7 made here.
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// The id of this browser, kept until its storage is cleared.
fn id() -> Uuid {
    thread_local! { static ID: RefCell<Option<Uuid>> = const { RefCell::new(None) }; }
    ID.with_borrow_mut(|known| {
        *known.get_or_insert_with(|| {
            let kept = remembered(DEVICE).and_then(|text| text.parse().ok());
            kept.unwrap_or_else(|| {
                let fresh = new_id();
                remember(DEVICE, &fresh.to_string());
                fresh
            })
        })
    })
}

/// What the server writes into its log: a kind of device and the end of its id.
pub fn label() -> String {
    let agent = js::navigator().and_then(|navigator| navigator.user_agent().ok()).unwrap_or_default();
    let kind = ["iPhone", "iPad", "Android", "Windows", "Macintosh", "CrOS", "Linux"]
        .into_iter()
        .find(|kind| agent.contains(kind))
        .unwrap_or("Browser");
    let id = id().simple().to_string();
    format!("{kind} {}", &id[id.len() - 6..])
}

/// Puts the device's name on every server function call.
pub(crate) fn name_requests() {
    let mut headers = dioxus_fullstack::HeaderMap::new();
    if let Ok(value) = dioxus_fullstack::HeaderValue::from_str(&label()) {
        headers.insert("x-device", value);
    }
    dioxus_fullstack::set_request_headers(headers);
}

/// The language chosen on this device, else the browser's.
pub fn preferred_locale() -> Locale {
    let tag = remembered(LOCALE).or_else(|| js::navigator().and_then(|navigator| navigator.language()));
    Locale::from_tag(&tag.unwrap_or_default())
}

/// Speaks this language from the next render on and at the next start.
pub fn choose_locale(locale: Locale) {
    remember(LOCALE, locale.tag());
    show_locale(locale);
}

/// Whether somebody chose a language on this device.
pub(crate) fn has_chosen_locale() -> bool {
    remembered(LOCALE).is_some()
}

pub(crate) fn show_locale(locale: Locale) {
    shared::text::set_locale(locale);
    if let Some(root) = document_element() {
        let _ = root.set_attribute("lang", locale.tag());
    }
}

/// The time on this device.
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// Asks the browser never to evict this site's data. Browsers decide by themselves; asking again is harmless.
pub async fn keep_storage() -> bool {
    let Some(storage) = js::navigator().map(|navigator| navigator.storage()) else { return false };
    js::call_async(storage.as_ref(), "persist", &[]).await.ok().and_then(|kept| kept.as_bool()).unwrap_or(false)
}

/// How much room there is.
pub async fn room() -> Room {
    let Some(storage) = js::navigator().map(|navigator| navigator.storage()) else { return Room::default() };
    let persistent = js::call_async(storage.as_ref(), "persisted", &[]).await.ok().and_then(|kept| kept.as_bool()).unwrap_or(false);
    let estimate = js::call_async(storage.as_ref(), "estimate", &[]).await.unwrap_or(JsValue::UNDEFINED);
    if estimate.is_undefined() {
        return Room { persistent, ..Room::default() };
    }
    let number = |name| js::get(&estimate, name).as_f64().unwrap_or_default();
    Room { used: number("usage"), quota: number("quota"), persistent }
}

/// Whether steps and photos may carry where the device is: the person's choice on this device, yes unless refused.
pub fn may_locate() -> bool {
    remembered(PLACE).as_deref() != Some("off")
}

/// Lets steps and photos carry the place, or not.
pub fn choose_locate(yes: bool) {
    remember(PLACE, if yes { "on" } else { "off" });
}

/// Where the device is, if it may say and knows within `timeout_ms`. A position of the last minute is good enough.
pub async fn place(timeout_ms: u32) -> Option<Place> {
    let geolocation = js::get(js::navigator()?.as_ref(), "geolocation");
    if geolocation.is_undefined() {
        return None;
    }
    let (found, answer) = oneshot::channel::<Option<Place>>();
    let found = Rc::new(RefCell::new(Some(found)));
    let tell = move |found: &Rc<RefCell<Option<oneshot::Sender<Option<Place>>>>>, place| {
        if let Some(found) = found.borrow_mut().take() {
            // nobody waits any more
            let _ = found.send(place);
        }
    };
    let (yes, no) = (found.clone(), found);
    let success = js::forever(move |position| {
        let coords = js::get(&position, "coords");
        let number = |name| js::get(&coords, name).as_f64();
        tell(&yes, (|| Some(Place { latitude: number("latitude")?, longitude: number("longitude")?, accuracy: number("accuracy")? }))());
        JsValue::UNDEFINED
    });
    let failure = js::forever(move |_| {
        tell(&no, None);
        JsValue::UNDEFINED
    });
    let options = Object::new();
    js::set(&options, "enableHighAccuracy", true);
    js::set(&options, "maximumAge", 60_000.0);
    js::set(&options, "timeout", f64::from(timeout_ms));
    js::call(&geolocation, "getCurrentPosition", &[success, failure, options.into()]).ok()?;
    match futures_util::future::select(answer, Box::pin(js::sleep(timeout_ms + 500))).await {
        futures_util::future::Either::Left((place, _)) => place.ok().flatten(),
        futures_util::future::Either::Right(_) => None,
    }
}

/// Gives a blob to the browser as a download.
pub fn save_file(blob: &Blob, name: &str) {
    let Ok(url) = Url::create_object_url_with_blob(blob) else { return };
    let link = web_sys::window().and_then(|window| window.document()).and_then(|document| document.create_element("a").ok());
    if let Some(link) = link {
        let link: HtmlAnchorElement = link.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    let _ = Url::revoke_object_url(&url);
}

/// Whether the app runs from the home screen.
pub fn is_installed() -> bool {
    let standalone = matches("(display-mode: standalone)");
    standalone || js::navigator().is_some_and(|navigator| js::get(navigator.as_ref(), "standalone").is_truthy())
}
