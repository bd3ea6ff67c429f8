//! Pictures made smaller by the browser: the bytes never enter WASM memory.

use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlVideoElement, ImageBitmap, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

use super::js;

/// The longest edge of what is sent, in pixels.
pub const LONGEST_EDGE: u32 = 2048;
/// The longest edge of the small copy in grids.
pub const THUMB_EDGE: u32 = 256;

/// A picture ready to be kept.
pub struct Picture {
    pub full: Blob,
    pub thumb: Blob,
}

/// Shrinks a photo to what is sent and makes its small copy. None when the file is no picture the browser can read.
pub async fn shrink(file: &Blob) -> Option<Picture> {
    let options = Object::new();
    js::set(&options, "imageOrientation", "from-image");
    let window = web_sys::window()?;
    let bitmap = js::call_async(window.as_ref(), "createImageBitmap", &[file.clone().into(), options.into()]).await.ok()?;
    let bitmap: ImageBitmap = bitmap.dyn_into().ok()?;
    let drawn = Drawn::of(bitmap.as_ref(), bitmap.width(), bitmap.height());
    bitmap.close();
    drawn?.picture().await
}

/// Grabs what a running camera shows now; it may be switched off before the picture is made of it.
pub fn grab(video: &HtmlVideoElement) -> Option<Drawn> {
    Drawn::of(video.as_ref(), video.video_width(), video.video_height())
}

/// What was seen, in both sizes, with no need of its source any more.
pub struct Drawn {
    full: OffscreenCanvas,
    thumb: OffscreenCanvas,
}

impl Drawn {
    fn of(source: &JsValue, width: u32, height: u32) -> Option<Self> {
        let full = draw(source, width, height, LONGEST_EDGE)?;
        let thumb = draw(source, width, height, THUMB_EDGE)?;
        Some(Self { full, thumb })
    }

    /// The picture to be kept.
    pub async fn picture(self) -> Option<Picture> {
        let full = jpeg(&self.full, 0.82).await?;
        let thumb = jpeg(&self.thumb, 0.75).await?;
        Some(Picture { full, thumb })
    }
}

fn fit(width: u32, height: u32, edge: u32) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= edge || longest == 0 {
        return (width, height);
    }
    let scale = |side: u32| (u64::from(side) * u64::from(edge) / u64::from(longest)).max(1) as u32;
    (scale(width), scale(height))
}

fn draw(source: &JsValue, width: u32, height: u32, edge: u32) -> Option<OffscreenCanvas> {
    let (w, h) = fit(width, height, edge);
    if w == 0 || h == 0 {
        return None;
    }
    let canvas = OffscreenCanvas::new(w, h).ok()?;
    let context: OffscreenCanvasRenderingContext2d = canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
    let number = |value: u32| JsValue::from_f64(f64::from(value));
    js::call(context.as_ref(), "drawImage", &[source.clone(), number(0), number(0), number(w), number(h)]).ok()?;
    Some(canvas)
}

async fn jpeg(canvas: &OffscreenCanvas, quality: f64) -> Option<Blob> {
    let options = Object::new();
    js::set(&options, "type", "image/jpeg");
    js::set(&options, "quality", quality);
    let promise: js_sys::Promise = js::call(canvas.as_ref(), "convertToBlob", &[options.into()]).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
