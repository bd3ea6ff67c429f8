//! The live camera. The video element belongs to the browser: Dioxus never renders into it again.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use dioxus::web::WebEventExt;
use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

use super::text;
use crate::client::js;
use crate::ui::{Icon, IconName, IconSize, LiveRegion, Toaster};

/// The camera over the whole screen; `onshutter` takes the picture, `onrefused` says that there is none to use.
#[component]
pub fn Camera(
    /// What it is for, the page's title.
    title: String,
    /// What the shutter says.
    shutter: String,
    /// How many are saved, in words.
    status: String,
    /// The shutter was pressed; the picture is that of now, for this may close the camera at once.
    onshutter: EventHandler<HtmlVideoElement>,
    onrefused: EventHandler<()>,
    onclose: EventHandler<()>,
    /// What stands beside the shutter: choosing from the gallery.
    gallery: Element,
    /// What ends it.
    done: Element,
    children: Element,
) -> Element {
    let mut stream = use_signal(|| None::<MediaStream>);
    let mut video = use_signal(|| None::<HtmlVideoElement>);
    let mut torch = use_signal(|| None::<bool>);
    use_drop(move || stop(stream.peek().as_ref()));
    rsx! {
        main { class: "w-cam", "data-app": "field", aria_label: text::camera(),
            h1 { class: "sr", tabindex: "-1", {title} }
            video {
                class: "w-cam-view",
                muted: true,
                autoplay: true,
                "playsinline": "true",
                aria_hidden: "true",
                onmounted: move |event| {
                    let Some(element) = event.data().try_as_web_event().and_then(|element| element.dyn_into::<HtmlVideoElement>().ok()) else { return };
                    // to its end even when the page goes while the browser asks: a camera that was let in is switched off again
                    spawn_forever(async move {
                        let opened = open().await;
                        match stream.try_write() {
                            Ok(mut stream) => stream.clone_from(&opened),
                            Err(_) => return stop(opened.as_ref()),
                        }
                        let Some(opened) = opened else { return onrefused.call(()) };
                        element.set_muted(true);
                        element.set_src_object(Some(&opened));
                        if let Ok(playing) = element.play() {
                            // a browser that wants a tap first shows the first frame anyway
                            let _ = JsFuture::from(playing).await;
                        }
                        if let (Ok(mut torch), Ok(mut video)) = (torch.try_write(), video.try_write()) {
                            *torch = has_torch(&opened).then_some(false);
                            *video = Some(element);
                        }
                    });
                },
            }
            div { class: "w-cam-top",
                button { class: "w-cam-button", r#type: "button", aria_label: text::close_camera(), onclick: move |_| onclose.call(()),
                    Icon { name: IconName::X, size: IconSize::Xl }
                }
                p { class: "w-cam-status", role: "status",
                    Icon { name: IconName::Smartphone }
                    {status}
                }
                if let Some(on) = torch() {
                    button {
                        class: "w-cam-button",
                        r#type: "button",
                        aria_label: text::torch(),
                        aria_pressed: if on { "true" } else { "false" },
                        onclick: move |_| async move {
                            let opened = stream.peek().clone();
                            if let Some(opened) = opened && shine(&opened, !on).await {
                                torch.set(Some(!on));
                            }
                        },
                        Icon { name: IconName::Zap, size: IconSize::Xl }
                    }
                }
            }
            div { class: "w-cam-foot",
                {children}
                div { class: "w-cam-row",
                    {gallery}
                    button {
                        class: "w-shutter",
                        r#type: "button",
                        aria_label: shutter,
                        "data-testid": "shutter",
                        disabled: video.read().is_none(),
                        onclick: move |_| {
                            if let Some(element) = video.peek().clone() {
                                onshutter.call(element);
                            }
                        },
                    }
                    {done}
                }
            }
            Toaster {}
            LiveRegion {}
        }
    }
}

async fn open() -> Option<MediaStream> {
    let devices = web_sys::window()?.navigator().media_devices().ok()?;
    let wanted = Object::new();
    for (name, value) in [("facingMode", JsValue::from("environment")), ("width", 1920.into()), ("height", 1440.into())] {
        let ideal = Object::new();
        js::set(&ideal, "ideal", value);
        js::set(&wanted, name, ideal);
    }
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&wanted);
    constraints.set_audio(&JsValue::FALSE);
    let promise = devices.get_user_media_with_constraints(&constraints).ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// Whether the camera has a lamp that pages may switch.
fn has_torch(stream: &MediaStream) -> bool {
    let Some(track) = stream.get_video_tracks().iter().next() else { return false };
    js::call(&track, "getCapabilities", &[]).is_ok_and(|found| js::get(&found, "torch").is_truthy())
}

/// Switches the lamp; false when the device did not do it.
async fn shine(stream: &MediaStream, on: bool) -> bool {
    let Some(track) = stream.get_video_tracks().iter().next() else { return false };
    let (wanted, constraints) = (Object::new(), Object::new());
    js::set(&wanted, "torch", on);
    js::set(&constraints, "advanced", js_sys::Array::of1(&wanted));
    js::call_async(&track, "applyConstraints", &[constraints.into()]).await.is_ok()
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
