//! A tenant's colours from one hex value: the hue stays, the lightness moves until everything can be read.
//!
//! Colours are worked on in OKLab, where a step in lightness looks alike in every hue. Chroma is taken back where a
//! colour would leave sRGB. Contrast is that of WCAG 2.2; every pair that occurs holds [`AA`] in light and dark.

use serde::{Deserialize, Serialize};

/// What text needs against its ground, with a little to spare for rounding to eight bits.
pub const AA: f64 = 4.55;

/// Grounds of the light theme text stands on: page, sunken, surface.
const LIGHT: [Rgb; 3] = [Rgb(0xf6, 0xf7, 0xf9), Rgb(0xee, 0xf0, 0xf4), Rgb(0xff, 0xff, 0xff)];
/// The same of the dark theme, with the raised surface.
const DARK: [Rgb; 4] = [Rgb(0x0e, 0x11, 0x16), Rgb(0x0a, 0x0d, 0x12), Rgb(0x16, 0x1b, 0x22), Rgb(0x1d, 0x24, 0x2d)];

/// The colours for one theme, as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Palette {
    /// The fill of main buttons.
    pub fill: String,
    /// The same, hovered.
    pub hover: String,
    /// Text on the fill.
    pub on: String,
    /// Text in the colour, on page and surface.
    pub text: String,
    /// A soft ground under such text.
    pub soft: String,
}

/// The colours for the light and the dark theme; none when this is no `#rrggbb`.
pub fn palettes(hex: &str) -> Option<(Palette, Palette)> {
    let own = Lab::of(Rgb::read(hex)?);
    Some((light(own), dark(own)))
}

/// The colours as custom properties for a `style` attribute; none when this is no `#rrggbb`.
pub fn style(hex: &str) -> Option<String> {
    let (light, dark) = palettes(hex)?;
    let set = |Palette { fill, hover, on, text, soft }: Palette, end: &str| {
        format!(
            "--tenant-fill{end}:{fill};--tenant-hover{end}:{hover};--tenant-on{end}:{on};--tenant-text{end}:{text};--tenant-soft{end}:{soft};"
        )
    };
    Some(set(light, "") + &set(dark, "-dark"))
}

/// How well two `#rrggbb` colours are told apart, from 1 to 21.
pub fn contrast(one: &str, other: &str) -> Option<f64> {
    Some(ratio(Rgb::read(one)?, Rgb::read(other)?))
}

fn light(own: Lab) -> Palette {
    let white = Rgb(255, 255, 255);
    let soft = own.at(0.955).faint(0.03).rgb();
    // the fill also stands out from the page, as a control must
    let fill = own.darker(|colour| ratio(colour, white) >= AA && ratio(colour, LIGHT[1]) >= 3.0);
    let hover = fill.at(fill.l - 0.06);
    let text = own.darker(|colour| LIGHT.iter().chain([&soft]).all(|ground| ratio(colour, *ground) >= AA));
    Palette { fill: fill.rgb().hex(), hover: hover.rgb().hex(), on: white.hex(), text: text.rgb().hex(), soft: soft.hex() }
}

fn dark(own: Lab) -> Palette {
    let on = own.at(0.2).faint(0.05).rgb();
    let soft = own.at(0.28).faint(0.06).rgb();
    let fill = own.at(own.l.max(0.7)).lighter(|colour| ratio(colour, on) >= AA && ratio(colour, DARK[3]) >= 3.0);
    let hover = fill.at((fill.l + 0.06).min(0.97));
    let text = own.at(own.l.max(0.76)).lighter(|colour| DARK.iter().chain([&soft]).all(|ground| ratio(colour, *ground) >= AA));
    Palette { fill: fill.rgb().hex(), hover: hover.rgb().hex(), on: on.hex(), text: text.rgb().hex(), soft: soft.hex() }
}

#[derive(Clone, Copy, PartialEq)]
struct Rgb(u8, u8, u8);

impl Rgb {
    fn read(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Rgb(part(0)?, part(2)?, part(4)?))
    }

    fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

fn ratio(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// A colour in OKLab.
#[derive(Clone, Copy, PartialEq)]
struct Lab {
    l: f64,
    a: f64,
    b: f64,
}

impl Lab {
    fn of(colour: Rgb) -> Self {
        let [r, g, b] = colour.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        Self {
            l: 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            a: 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            b: 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        }
    }

    /// The same hue at another lightness.
    fn at(self, l: f64) -> Self {
        Self { l: l.clamp(0.0, 1.0), ..self }
    }

    /// The same with at most this much chroma.
    fn faint(self, most: f64) -> Self {
        let chroma = self.a.hypot(self.b);
        if chroma <= most { self } else { self.scaled(most / chroma) }
    }

    fn scaled(self, by: f64) -> Self {
        Self { l: self.l, a: self.a * by, b: self.b * by }
    }

    fn linear(self) -> [f64; 3] {
        let l = (self.l + 0.396_337_777_4 * self.a + 0.215_803_757_3 * self.b).powi(3);
        let m = (self.l - 0.105_561_345_8 * self.a - 0.063_854_172_8 * self.b).powi(3);
        let s = (self.l - 0.089_484_177_5 * self.a - 1.291_485_548_0 * self.b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }

    /// The nearest colour a screen shows: chroma is given up, hue and lightness are not.
    fn rgb(self) -> Rgb {
        let fits = |colour: &Lab| colour.linear().iter().all(|part| (-0.000_5..=1.000_5).contains(part));
        let shown = (0..=40).map(|step| self.scaled(1.0 - f64::from(step) / 40.0)).find(fits).unwrap_or(self.scaled(0.0));
        let [r, g, b] = shown.linear().map(|part| {
            let part = part.clamp(0.0, 1.0);
            let part = if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 };
            // between 0 and 255 by the clamp above
            (part * 255.0).round() as u8
        });
        Rgb(r, g, b)
    }

    fn darker(self, holds: impl Fn(Rgb) -> bool) -> Self {
        self.stepped(-0.01, holds)
    }

    fn lighter(self, holds: impl Fn(Rgb) -> bool) -> Self {
        self.stepped(0.01, holds)
    }

    /// The first lightness on the way to black or white at which this holds.
    fn stepped(self, step: f64, holds: impl Fn(Rgb) -> bool) -> Self {
        (0..=100).map(|n| self.at(self.l + step * f64::from(n))).find(|colour| holds(colour.rgb())).unwrap_or(self.at(if step < 0.0 {
            0.0
        } else {
            1.0
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> impl Iterator<Item = String> {
        let steps = || (0_u8..=255).step_by(51);
        steps().flat_map(move |r| steps().flat_map(move |g| steps().map(move |b| Rgb(r, g, b).hex())))
    }

    #[test]
    fn every_colour_there_is_can_be_read_in_both_themes() {
        for hex in grid() {
            let (light, dark) = palettes(&hex).unwrap();
            for (palette, grounds) in [(light, LIGHT.to_vec()), (dark, DARK.to_vec())] {
                let holds = |one: &str, other: &str| contrast(one, other).unwrap() >= 4.5;
                assert!(holds(&palette.on, &palette.fill) && holds(&palette.on, &palette.hover), "{hex}: {palette:?}");
                assert!(holds(&palette.text, &palette.soft), "{hex}: {palette:?}");
                assert!(grounds.iter().all(|ground| holds(&palette.text, &ground.hex())), "{hex}: {palette:?}");
                assert!(grounds.iter().all(|ground| ratio(*ground, Rgb::read(&palette.fill).unwrap()) >= 3.0), "{hex}: {palette:?}");
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_is_kept() {
        assert_eq!(palettes("#0b5d57").unwrap().0.fill, "#0b5d57");
        assert_eq!(palettes("#2453d4").unwrap().0.fill, "#2453d4");
    }

    #[test]
    fn hue_survives_the_darkening() {
        let (yellow, _) = palettes("#ffe000").unwrap();
        let fill = Rgb::read(&yellow.fill).unwrap();
        assert!(fill.0 > fill.2 && fill.1 > fill.2, "{yellow:?}");
    }

    #[test]
    fn what_is_no_colour_gives_none() {
        for wrong in ["", "red", "#12345", "#12345g", "#1234567", "#é2345"] {
            assert_eq!(palettes(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_style_names_each_property_once() {
        let style = style("#0b5d57").unwrap();
        assert_eq!(style.matches("--tenant-").count(), 10);
        assert!(style.chars().all(|c| c.is_ascii_alphanumeric() || "-:;#".contains(c)));
    }
}
