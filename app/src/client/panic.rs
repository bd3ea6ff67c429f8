//! A panic stops the whole app: say so, keep the device's data, report.

use wasm_bindgen::JsValue;

/// Shows the shell's crash panel with the message instead of a silent, dead page.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|info| {
        let message = info.to_string();
        super::js::call_global("tailboardCrash", &[JsValue::from_str(&message)]);
    }));
}
