//! Pictures made smaller by the browser: the bytes never enter WASM memory, but for the beginning that tells how many
//! pixels there are. What is too much for a device is never decoded.

use dioxus::prelude::FormEvent;
use dioxus::web::WebEventExt;
use js_sys::{Object, Uint8Array};
use shared::media::MediaKind;
use shared::media::header::{self, PIECE, Pixels, Place, Seen};
use shared::media::rules::MAX_PIXELS;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, HtmlInputElement, HtmlVideoElement, ImageBitmap, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

use super::js;

/// The longest edge of what is sent, in pixels.
const LONGEST_EDGE: u32 = 2048;
/// The longest edge of the small copy in grids.
const THUMB_EDGE: u32 = 256;

/// A picture ready to be kept.
pub struct Picture {
    pub full: Blob,
    pub thumb: Blob,
}

/// The files somebody chose; the input forgets them, so that the same ones can be chosen again.
pub fn chosen(event: &FormEvent) -> Vec<File> {
    let input =
        event.data().try_as_web_event().and_then(|event| event.target()).and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let files = input.files().map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect()).unwrap_or_default();
    input.set_value("");
    files
}

/// Why a chosen file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// More bytes than a photo may have.
    TooHeavy { bytes: u64, most: u64 },
    /// More pixels than a device can hold.
    TooManyPixels(Pixels),
    /// No picture this browser can read.
    Unreadable,
}

/// Shrinks a photo to what is sent and makes its small copy.
pub async fn shrink(file: &Blob) -> Result<Picture, Unfit> {
    measure(file).await?;
    redraw(file).await.ok_or(Unfit::Unreadable)
}

/// Looks how large a file is in bytes and pixels without decoding it.
async fn measure(file: &Blob) -> Result<(), Unfit> {
    let (bytes, most) = (file.size() as u64, MediaKind::Photo.max_bytes().unsigned_abs());
    if bytes > most {
        return Err(Unfit::TooHeavy { bytes, most });
    }
    let mut place = Place::default();
    loop {
        let piece = read(file, place.byte()).await.ok_or(Unfit::Unreadable)?;
        match header::look(place, &piece) {
            Seen::Size(pixels) if pixels.count() > MAX_PIXELS => return Err(Unfit::TooManyPixels(pixels)),
            Seen::Size(_) => return Ok(()),
            Seen::Further(next) => place = next,
            Seen::NoPicture => return Err(Unfit::Unreadable),
        }
    }
}

/// The piece of a file that begins at a byte.
async fn read(file: &Blob, from: u64) -> Option<Vec<u8>> {
    let piece = file.slice_with_f64_and_f64(from as f64, (from + PIECE) as f64).ok()?;
    let bytes = JsFuture::from(piece.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

async fn redraw(file: &Blob) -> Option<Picture> {
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
