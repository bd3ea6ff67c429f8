//! The few JavaScript calls that have no typed binding, and small wrappers around timers and events.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A property, or undefined.
pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Sets a property of an object we made ourselves.
pub(crate) fn set(object: &JsValue, name: &str, value: impl Into<JsValue>) {
    // only a frozen object refuses, and ours are not
    let _ = Reflect::set(object, &JsValue::from_str(name), &value.into());
}

/// Calls a method by name; an error if there is no such method.
pub(crate) fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = get(object, method).dyn_into()?;
    function.apply(object, &arguments.iter().collect::<js_sys::Array>())
}

/// Calls a method by name and waits for the promise it returns.
pub(crate) async fn call_async(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let promise: Promise = call(object, method, arguments)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// Calls a function of the window if it exists.
pub(crate) fn call_global(name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    call(web_sys::window()?.as_ref(), name, arguments).ok()
}

/// `navigator`.
pub(crate) fn navigator() -> Option<web_sys::Navigator> {
    Some(web_sys::window()?.navigator())
}

/// Waits.
pub(crate) async fn sleep(milliseconds: u32) {
    gloo_timers::future::TimeoutFuture::new(milliseconds).await;
}

/// Listens for as long as the page lives.
pub(crate) fn listen(target: &web_sys::EventTarget, event: &'static str, callback: impl FnMut(&web_sys::Event) + 'static) {
    gloo_events::EventListener::new(target, event, callback).forget();
}

/// Runs a future beside everything else, outside any component.
pub(crate) fn detach(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}

/// A function for JavaScript that lives as long as the page.
pub(crate) fn forever(callback: impl FnMut(JsValue) -> JsValue + 'static) -> JsValue {
    Closure::<dyn FnMut(JsValue) -> JsValue>::new(callback).into_js_value()
}

/// What JavaScript says went wrong, as text.
pub(crate) fn message(error: &JsValue) -> String {
    let text = get(error, "message");
    let name = get(error, "name").as_string().unwrap_or_default();
    match text.as_string() {
        Some(text) if !name.is_empty() => format!("{name}: {text}"),
        Some(text) => text,
        None => format!("{error:?}"),
    }
}

/// A number between 0 and 1 that differs between devices.
pub(crate) fn jitter() -> f64 {
    js_sys::Math::random()
}

/// A function for JavaScript that is called at most once and frees itself then.
pub(crate) fn once(callback: impl FnOnce(JsValue) + 'static) -> JsValue {
    Closure::once_into_js(callback)
}
