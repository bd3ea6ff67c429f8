//! The copies made of a picture.

use image::{
    DynamicImage, ImageDecoder, RgbImage, Rgba,
    codecs::jpeg::JpegEncoder,
    imageops::{self, FilterType},
    metadata::Orientation,
};

use super::{ImageProblem, Quality, inspect::open};

const COPY_EDGE: u32 = 2048;
const COPY_QUALITY: u8 = 85;
const THUMB_EDGE: u32 = 256;
const THUMB_QUALITY: u8 = 78;

/// The copies of a picture, upright and without any metadata, and what can be said about its quality.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// A JPEG of at most 2,048 pixels per edge.
    pub customer_copy: Vec<u8>,
    /// A JPEG of at most 256 pixels per edge.
    pub thumb: Vec<u8>,
    /// The size of the copy in pixels: width, height.
    pub copy_size: (u32, u32),
    /// Sharpness, brightness and likeness.
    pub quality: Quality,
}

/// Decodes a picture and makes its copies: the original is only stored, never shown to customers.
///
/// # Errors
/// Every [`ImageProblem`].
pub fn derive(bytes: &[u8]) -> Result<Derived, ImageProblem> {
    let (_, mut decoder) = open(bytes)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let decoded = DynamicImage::from_decoder(decoder).map_err(|_| ImageProblem::Damaged)?;
    let mut copy = DynamicImage::ImageRgb8(opaque(fit(decoded, COPY_EDGE)));
    copy.apply_orientation(orientation);
    let copy = copy.into_rgb8();
    let thumb = fit(DynamicImage::ImageRgb8(copy.clone()), THUMB_EDGE).into_rgb8();
    Ok(Derived {
        customer_copy: jpeg(&copy, COPY_QUALITY)?,
        thumb: jpeg(&thumb, THUMB_QUALITY)?,
        copy_size: copy.dimensions(),
        quality: Quality::of(copy),
    })
}

/// Shrinks to at most `edge` pixels per edge; never enlarges.
fn fit(image: DynamicImage, edge: u32) -> DynamicImage {
    let longest = image.width().max(image.height());
    if longest <= edge {
        return image;
    }
    // Averaging first keeps the memory of the finer filter small: it works with floats.
    let image = if longest > edge * 2 { image.thumbnail(edge * 2, edge * 2) } else { image };
    image.resize(edge, edge, FilterType::CatmullRom)
}

/// JPEG knows no transparency: what shines through is white.
fn opaque(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    let mut ground = image::RgbaImage::from_pixel(image.width(), image.height(), Rgba([255; 4]));
    imageops::overlay(&mut ground, &image, 0, 0);
    DynamicImage::ImageRgba8(ground).into_rgb8()
}

fn jpeg(image: &RgbImage, quality: u8) -> Result<Vec<u8>, ImageProblem> {
    let mut bytes = Vec::new();
    // The encoder writes pixels only: EXIF and whatever followed the picture stay behind.
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(image).map_err(|_| ImageProblem::Damaged)?;
    Ok(bytes)
}
