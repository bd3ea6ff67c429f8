//! How texts look: sizes, weights, colours.

use crate::shape::Hand;

/// What colour something has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    Ink,
    Quiet,
    Rule,
    Brand,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub size: f32,
    pub lead: f32,
    pub hand: Hand,
    pub tint: Tint,
}

impl Style {
    const fn new(size: f32, bold: bool, tint: Tint) -> Self {
        Self { size, lead: 1.42, hand: Hand { bold, figures: false }, tint }
    }

    /// From one line to the next.
    pub fn height(&self) -> f32 {
        self.size * self.lead
    }

    /// From the top of a line to the foot of its letters: the face reaches 0.97 em up and 0.24 em down.
    pub fn foot(&self) -> f32 {
        self.size * ((self.lead - 1.21) / 2.0 + 0.969)
    }
}

pub const BODY: Style = Style::new(10.0, false, Tint::Ink);
pub const STRONG: Style = Style::new(10.0, true, Tint::Ink);
pub const SMALL: Style = Style::new(8.5, false, Tint::Quiet);
pub const LABEL: Style = Style::new(8.5, true, Tint::Quiet);
pub const NAME: Style = Style::new(16.0, true, Tint::Ink);
pub const TITLE: Style = Style { lead: 1.25, ..Style::new(21.0, true, Tint::Ink) };
pub const HEADING: Style = Style::new(12.5, true, Tint::Ink);
pub const TOTAL: Style = Style::new(13.0, true, Tint::Ink);
pub const WRITTEN: Style = Style::new(20.0, false, Tint::Ink);
