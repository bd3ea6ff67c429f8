//! Is the photo usable? Is it the same photo again?

use image::{DynamicImage, GrayImage, RgbImage, imageops::FilterType};

/// Sharpness is judged at this size, so that the numbers of different cameras compare.
const JUDGED_EDGE: u32 = 512;
const BLURRY_BELOW: f32 = 40.0;
const DARK_BELOW: f32 = 40.0;

/// What can be said about a photo without knowing what it shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// The variance of the Laplacian at 512 pixels: near 0 for blur, hundreds for detail.
    pub sharpness: f32,
    /// The mean brightness, 0 (black) to 255 (white).
    pub mean_luma: f32,
    /// The difference hash: like pictures differ in few of its 64 bits, see [`hash_distance`].
    pub hash: u64,
}

impl Quality {
    /// Whether to suggest taking the photo again because it is blurred. A plain wall looks blurred too: only a hint.
    pub fn looks_blurry(&self) -> bool {
        self.sharpness < BLURRY_BELOW
    }

    /// Whether to suggest more light.
    pub fn looks_dark(&self) -> bool {
        self.mean_luma < DARK_BELOW
    }

    pub(super) fn of(image: RgbImage) -> Self {
        let image = DynamicImage::ImageRgb8(image);
        let small = if image.width().max(image.height()) > JUDGED_EDGE {
            image.resize(JUDGED_EDGE, JUDGED_EDGE, FilterType::Triangle)
        } else {
            image
        };
        let gray = small.to_luma8();
        Self { sharpness: laplacian_variance(&gray), mean_luma: mean(&gray), hash: difference_hash(&small) }
    }
}

/// In how many of 64 bits two hashes differ: up to about 10 it is the same picture, resized or recompressed.
pub fn hash_distance(left: u64, right: u64) -> u32 {
    (left ^ right).count_ones()
}

fn mean(gray: &GrayImage) -> f32 {
    let sum: u64 = gray.as_raw().iter().map(|luma| u64::from(*luma)).sum();
    (sum as f64 / gray.as_raw().len().max(1) as f64) as f32
}

fn laplacian_variance(gray: &GrayImage) -> f32 {
    let (width, height) = gray.dimensions();
    if width < 3 || height < 3 {
        return 0.0;
    }
    let at = |x: u32, y: u32| f64::from(gray.get_pixel(x, y).0[0]);
    let (mut sum, mut squares, mut count) = (0.0, 0.0, 0.0);
    for y in 1..height - 1 {
        for x in 1..width - 1 {
            let edge = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4.0 * at(x, y);
            sum += edge;
            squares += edge * edge;
            count += 1.0;
        }
    }
    let mean: f64 = sum / count;
    (squares / count - mean * mean) as f32
}

/// Nine by eight gray pixels; each bit says whether a pixel is brighter than its left neighbour.
fn difference_hash(image: &DynamicImage) -> u64 {
    let tiny = image.resize_exact(9, 8, FilterType::Triangle).to_luma8();
    let mut hash = 0;
    for y in 0..8 {
        for x in 0..8 {
            let brighter = tiny.get_pixel(x + 1, y).0[0] > tiny.get_pixel(x, y).0[0];
            hash = hash << 1 | u64::from(brighter);
        }
    }
    hash
}
