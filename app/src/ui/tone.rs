//! Tones and sizes shared by the components.

/// What a colour says; always beside an icon or a word that says the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// New, draft, inactive.
    #[default]
    Neutral,
    /// In progress, on site, selected.
    Brand,
    /// Scheduled, quoted, sent.
    Info,
    /// Won, paid, complete, synced.
    Ok,
    /// Due, paused, waiting, expiring.
    Warn,
    /// Overdue, failed, recovery, conflict.
    Danger,
    /// Dispatched, en route, counter-offer, suggested.
    Violet,
}

impl Tone {
    /// Every tone, for the gallery.
    pub const ALL: [Tone; 7] = [Tone::Neutral, Tone::Brand, Tone::Info, Tone::Ok, Tone::Warn, Tone::Danger, Tone::Violet];

    /// The value of `data-tone`.
    pub fn name(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Brand => "brand",
            Tone::Info => "info",
            Tone::Ok => "ok",
            Tone::Warn => "warn",
            Tone::Danger => "danger",
            Tone::Violet => "violet",
        }
    }
}

/// The height of a control: 28, 36, 44 or 56 px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 28 px, in toolbars and rows.
    Sm,
    /// 36 px, the office's default.
    #[default]
    Md,
    /// 44 px, public pages and portals.
    Lg,
    /// 56 px, in the field.
    Xl,
}

impl Size {
    /// The value of `data-size`; the default has none.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Size::Sm => Some("sm"),
            Size::Md => None,
            Size::Lg => Some("lg"),
            Size::Xl => Some("xl"),
        }
    }
}
