//! The live camera. The video element belongs to the browser: Dioxus never renders into it again.

use dioxus::prelude::*;
use dioxus::web::WebEventExt;
use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

use super::text;
use crate::client::picture::{self, Picture};
use crate::ui::{IconButton, IconName, Size};

/// The camera in a box; `onpicture` gets what is grabbed, `onrefused` says that there is none to use.
#[component]
pub fn Camera(
    /// What the shutter says.
    shutter: String,
    /// How many are saved, in words.
    status: String,
    onpicture: EventHandler<std::rc::Rc<Picture>>,
    onrefused: EventHandler<()>,
    onclose: EventHandler<()>,
    children: Element,
) -> Element {
    let mut stream = use_signal(|| None::<MediaStream>);
    let mut video = use_signal(|| None::<HtmlVideoElement>);
    let mut busy = use_signal(|| false);
    use_drop(move || stop(stream.peek().as_ref()));
    rsx! {
        section { class: "w-cam", aria_label: text::camera(),
            video {
                class: "w-cam-view",
                muted: true,
                autoplay: true,
                "playsinline": "true",
                aria_hidden: "true",
                onmounted: move |event| {
                    let Some(element) = event.data().try_as_web_event().and_then(|element| element.dyn_into::<HtmlVideoElement>().ok()) else { return };
                    spawn(async move {
                        match open().await {
                            Some(opened) => {
                                element.set_muted(true);
                                element.set_src_object(Some(&opened));
                                if let Ok(playing) = element.play() {
                                    // a browser that wants a tap first shows the first frame anyway
                                    let _ = JsFuture::from(playing).await;
                                }
                                stream.set(Some(opened));
                                video.set(Some(element));
                            }
                            None => onrefused.call(()),
                        }
                    });
                },
            }
            div { class: "w-cam-top",
                IconButton { label: text::close_camera(), icon: IconName::X, size: Size::Xl, onclick: move |_| onclose.call(()) }
                p { class: "w-cam-status", role: "status", {status} }
            }
            div { class: "w-cam-foot",
                {children}
                button {
                    class: "w-shutter",
                    r#type: "button",
                    aria_label: shutter,
                    aria_busy: busy().then_some("true"),
                    "data-testid": "shutter",
                    disabled: video.read().is_none(),
                    onclick: move |_| {
                        let Some(element) = video.peek().clone() else { return };
                        busy.set(true);
                        spawn(async move {
                            if let Some(picture) = picture::grab(&element).await {
                                onpicture.call(std::rc::Rc::new(picture));
                            }
                            busy.set(false);
                        });
                    },
                }
            }
        }
    }
}

async fn open() -> Option<MediaStream> {
    let devices = web_sys::window()?.navigator().media_devices().ok()?;
    let ideal = |value: JsValue| {
        let object = Object::new();
        // a fresh object takes any property
        let _ = js_sys::Reflect::set(&object, &"ideal".into(), &value);
        object
    };
    let wanted = Object::new();
    for (name, value) in [("facingMode", JsValue::from("environment")), ("width", 1920.into()), ("height", 1440.into())] {
        let _ = js_sys::Reflect::set(&wanted, &name.into(), &ideal(value));
    }
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&wanted);
    constraints.set_audio(&JsValue::FALSE);
    let promise = devices.get_user_media_with_constraints(&constraints).ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

fn stop(stream: Option<&MediaStream>) {
    if let Some(stream) = stream {
        for track in stream.get_tracks().iter() {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
    }
}
