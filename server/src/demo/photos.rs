//! Photos that nobody had to take: drawn vehicles, boxes and doors, encoded as JPEG like any camera's.

use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, Rgb, RgbImage};

/// The size things are drawn for, and that comes out.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 480;
/// Drawn so many times smaller: the pixels are the slow part.
const SCALE: u32 = 2;
/// Patches of light.
const ACROSS: usize = 9;
const DOWN: usize = 8;

/// A photo of what a slot asks for; another number gives another picture.
pub fn photo(slot: &str, number: u32) -> Bytes {
    let mut picture = Picture { image: RgbImage::new(WIDTH / SCALE, HEIGHT / SCALE), seed: number.wrapping_mul(2_654_435_761) | 1 };
    match slot {
        "vehicle" => picture.vehicle(),
        "arrival" => picture.door(),
        _ => picture.boxes(),
    }
    picture.grain();
    let large = DynamicImage::ImageRgb8(picture.image).resize_exact(WIDTH, HEIGHT, FilterType::Nearest);
    let mut bytes = Vec::new();
    let written = JpegEncoder::new_with_quality(&mut bytes, 82).encode_image(&large);
    if let Err(problem) = written {
        // what cannot be encoded is refused by the inspection of media, with its reason
        tracing::warn!(%problem, "a demo photo could not be encoded");
    }
    bytes.into()
}

struct Picture {
    image: RgbImage,
    seed: u32,
}

impl Picture {
    /// The next number of a fixed sequence (xorshift), below `limit`.
    fn dice(&mut self, limit: u32) -> u32 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 17;
        self.seed ^= self.seed << 5;
        self.seed % limit.max(1)
    }

    fn rect(&mut self, x: u32, y: u32, width: u32, height: u32, colour: [u8; 3]) {
        let (right, bottom) = ((x + width).min(WIDTH) / SCALE, (y + height).min(HEIGHT) / SCALE);
        for row in y.min(HEIGHT) / SCALE..bottom {
            for column in x.min(WIDTH) / SCALE..right {
                self.image.put_pixel(column, row, Rgb(colour));
            }
        }
    }

    fn tint(&mut self, base: [u8; 3]) -> [u8; 3] {
        base.map(|c| c.saturating_sub(24).saturating_add(self.dice(48) as u8))
    }

    fn ground(&mut self, sky: [u8; 3], earth: [u8; 3]) -> u32 {
        let horizon = 250 + self.dice(90);
        let (sky, earth) = (self.tint(sky), self.tint(earth));
        self.rect(0, 0, WIDTH, horizon, sky);
        self.rect(0, horizon, WIDTH, HEIGHT - horizon, earth);
        horizon
    }

    fn vehicle(&mut self) {
        let horizon = self.ground([168, 196, 222], [108, 110, 114]);
        for n in 0..5 {
            let (height, grey) = (60 + self.dice(140), self.tint([146, 140, 132]));
            self.rect(n * 130, horizon.saturating_sub(height), 110, height, grey);
        }
        let (x, width) = (40 + self.dice(90), 380 + self.dice(120));
        let body = self.tint([38, 96, 168]);
        self.rect(x, horizon - 130, width, 190, body);
        for n in 0..6 {
            self.rect(x + 20 + n * (width / 7), horizon - 110, width / 9, 54, [204, 222, 232]);
        }
        self.rect(x, horizon - 10, width, 8, [236, 236, 230]);
        for wheel in [x + 60, x + width - 110] {
            self.rect(wheel, horizon + 30, 56, 56, [28, 28, 30]);
            self.rect(wheel + 18, horizon + 48, 20, 20, [168, 168, 172]);
        }
    }

    fn door(&mut self) {
        let horizon = self.ground([196, 204, 206], [138, 132, 120]);
        let wall = self.tint([164, 104, 82]);
        self.rect(60, 40, 520, horizon, wall);
        for row in 0..14 {
            self.rect(60, 50 + row * 24, 520, 2, [206, 190, 176]);
        }
        let (x, door) = (150 + self.dice(220), self.tint([44, 86, 74]));
        self.rect(x, horizon - 170, 120, 210, door);
        self.rect(x + 96, horizon - 70, 10, 10, [222, 190, 96]);
        for n in 0..2 {
            self.rect(90 + n * 340, 80, 100, 90, [216, 228, 236]);
            self.rect(138 + n * 340, 80, 4, 90, [80, 70, 64]);
        }
        self.rect(x - 20, horizon + 40, 160, 26, [120, 114, 104]);
    }

    fn boxes(&mut self) {
        let horizon = self.ground([206, 200, 190], [152, 124, 94]);
        for n in 0..7 {
            let (width, height) = (80 + self.dice(60), 60 + self.dice(80));
            let (x, y) = (20 + n * 86 + self.dice(20), horizon - 120 + self.dice(170));
            let card = self.tint([190, 148, 100]);
            self.rect(x, y, width, height, card);
            self.rect(x, y + height / 2 - 5, width, 10, [222, 200, 158]);
            self.rect(x + 12, y + 12, 30, 14, [240, 238, 230]);
            self.rect(x, y, width, 2, [110, 82, 54]);
            self.rect(x, y, 2, height, [110, 82, 54]);
        }
    }

    /// Patches of light and shade, and what a sensor adds: without them checks would call the picture blurred, or a
    /// copy of another one.
    fn grain(&mut self) {
        let shade: Vec<i32> = (0..ACROSS * DOWN).map(|_| i32::try_from(self.dice(56)).unwrap_or_default() - 28).collect();
        let (width, height) = ((WIDTH / SCALE) as usize, (HEIGHT / SCALE) as usize);
        let mut seed = self.seed;
        for (n, value) in self.image.iter_mut().enumerate() {
            if n % 3 == 0 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            }
            let (x, y) = ((n / 3) % width, n / 3 / width);
            let patch = shade[y * DOWN / height * ACROSS + x * ACROSS / width];
            let noise = (seed >> 26) as i32 - 32;
            *value = (i32::from(*value) + patch + noise).clamp(0, 255) as u8;
        }
    }
}
