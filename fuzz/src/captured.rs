//! What programs send of inquiries: any JSON. What is read of it is kept and read alike, and names nothing else as wrong.

use serde_json::Value;
use shared::customers::{CustomValues, FieldOf, read_values, readable_values};
use shared::leads::{Capture, form_slug};

use crate::lists;

pub fn captures(bytes: &[u8]) {
    let Ok(sent) = serde_json::from_slice::<Value>(bytes) else { return };
    let (form, wrong) = Capture::of(&sent);
    assert!(wrong.0.keys().all(|field| field.starts_with("custom") || sent.get(field).is_some()), "{wrong:?} of {sent}");
    let kept = serde_json::to_value(&form).unwrap_or_else(|error| panic!("{error}"));
    let (again, wrong) = Capture::of(&kept);
    assert!(wrong.is_empty(), "{wrong:?} of {kept}");
    assert_eq!(again, form);
    let slug = form_slug(&form.name, &[]);
    assert!(!slug.is_empty() && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{slug:?}");
    assert_ne!(form_slug(&form.name, std::slice::from_ref(&slug)), slug, "another one has it");
    if shared::input::check(&form).is_err() {
        return;
    }
    let fields = lists::fields(FieldOf::Lead);
    let readable = readable_values(&fields, FieldOf::Lead, &form.custom);
    assert_eq!(readable_values(&fields, FieldOf::Lead, &readable), readable);
    // what is taken as a whole is what can be read of it
    if let Ok(values) = read_values(&fields, FieldOf::Lead, &CustomValues::new(), &form.custom) {
        assert_eq!(values, readable);
    }
}
