//! A signature on this device: drawn or typed, kept as a picture with the signer's name.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use js_sys::Object;
use shared::PhaseId;
use shared::jobs::{Job, Requirement};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, OffscreenCanvas, OffscreenCanvasRenderingContext2d, Path2d};

use super::act::{self, Slot};
use super::state::use_field;
use super::text;
use crate::ui::signature::{PAD_HEIGHT, PAD_WIDTH};
use crate::ui::{Button, ButtonVariant, Dialog, Signature, SignaturePad, Size, TextInput, Tone, use_toasts};

/// Asks for a name and a signature and keeps them in a slot.
#[component]
pub fn SignDialog(job: Job, phase: PhaseId, slot: Requirement, onclose: EventHandler<()>) -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let mut name = use_signal(|| job.contact_name.clone());
    let mut drawn = use_signal(Signature::default);
    let mut errors = use_signal(|| (None::<String>, None::<String>));
    let mut busy = use_signal(|| false);
    let place = Slot { job: job.id, phase: Some(phase), requirement: Some(slot.id), item: None, required: slot.required };
    rsx! {
        Dialog {
            open: true,
            title: text::sign_title(slot.title.text()),
            onclose: move |()| onclose.call(()),
            testid: "sign",
            footer: rsx! {
                Button { size: Size::Xl, onclick: move |_| onclose.call(()), {text::cancel()} }
                Button {
                    size: Size::Xl,
                    variant: ButtonVariant::Primary,
                    loading: busy(),
                    testid: "keep-signature",
                    onclick: move |_| {
                        let signer = name.peek().trim().to_owned();
                        let signature = drawn.peek().clone();
                        let wrong = (signer.is_empty().then(text::signer_needed), (!signature.is_given()).then(text::signature_needed));
                        let fine = wrong == (None, None);
                        errors.set(wrong);
                        if !fine || busy() {
                            return;
                        }
                        busy.set(true);
                        spawn_forever(async move {
                            let kept = match picture_of(&signature).await {
                                Some(drawing) => act::keep_signature(field, place, signer, drawing).await,
                                None => Err(crate::client::store::StoreError::Refused("canvas".into())),
                            };
                            match kept {
                                Ok(_) => {
                                    toasts.tell(Tone::Ok, text::signature_kept());
                                    // closed by hand meanwhile, there is nobody to be told
                                    if busy.try_peek().is_ok() {
                                        onclose.call(());
                                    }
                                }
                                Err(error) => act::complain(toasts, &error),
                            }
                            if let Ok(mut busy) = busy.try_write() {
                                *busy = false;
                            }
                        });
                    },
                    {text::keep_signature()}
                }
            },
            TextInput { label: text::signer(), name: "signer", value: name(), error: errors.read().0.clone(), required: true, maxlength: 120, size: Size::Xl, autocomplete: "off", oninput: move |words| name.set(words) }
            SignaturePad { label: text::signature(), value: drawn(), error: errors.read().1.clone(), onchange: move |signature| drawn.set(signature) }
        }
    }
}

/// Twice the pad's size, so that it prints well.
const SCALE: f64 = 2.0;

/// The signature as a PNG on white.
async fn picture_of(signature: &Signature) -> Option<Blob> {
    let canvas = OffscreenCanvas::new((PAD_WIDTH * SCALE) as u32, (PAD_HEIGHT * SCALE) as u32).ok()?;
    let context: OffscreenCanvasRenderingContext2d = canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
    let set = |name: &str, value: JsValue| js_sys::Reflect::set(context.as_ref(), &name.into(), &value).is_ok();
    context.scale(SCALE, SCALE).ok()?;
    set("fillStyle", "#fff".into());
    context.fill_rect(0.0, 0.0, PAD_WIDTH, PAD_HEIGHT);
    match signature {
        Signature::None => return None,
        Signature::Drawn(_) => {
            set("strokeStyle", "#000".into());
            set("lineWidth", 2.5.into());
            set("lineCap", "round".into());
            set("lineJoin", "round".into());
            context.stroke_with_path(&Path2d::new_with_path_string(&signature.svg_path()).ok()?);
        }
        Signature::Typed(name) => {
            set("fillStyle", "#000".into());
            set("font", "italic 56px cursive".into());
            set("textBaseline", "middle".into());
            context.fill_text_with_max_width(name, 24.0, PAD_HEIGHT / 2.0, PAD_WIDTH - 48.0).ok()?;
        }
    }
    let options = Object::new();
    js_sys::Reflect::set(&options, &"type".into(), &"image/png".into()).ok()?;
    let convert: js_sys::Function = js_sys::Reflect::get(canvas.as_ref(), &"convertToBlob".into()).ok()?.dyn_into().ok()?;
    let promise: js_sys::Promise = convert.call1(canvas.as_ref(), &options).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
