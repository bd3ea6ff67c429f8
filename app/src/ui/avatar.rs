//! People as initials in a circle.

use dioxus::prelude::*;

use super::icon::class_list;
use super::tone::Tone;

/// The size of an avatar: 20, 24, 36 or 48 px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// 20 px.
    Sm,
    /// 24 px.
    #[default]
    Md,
    /// 36 px.
    Lg,
    /// 48 px.
    Xl,
}

impl AvatarSize {
    /// As style sheets know it.
    fn attribute(self) -> Option<&'static str> {
        match self {
            AvatarSize::Sm => Some("sm"),
            AvatarSize::Md => None,
            AvatarSize::Lg => Some("lg"),
            AvatarSize::Xl => Some("xl"),
        }
    }
}

/// Up to two initials of a name.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// A tone that stays with a name.
fn tone_of(name: &str) -> Tone {
    const TONES: [Tone; 5] = [Tone::Violet, Tone::Brand, Tone::Ok, Tone::Warn, Tone::Info];
    let sum = name.bytes().fold(0usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    TONES[sum % TONES.len()]
}

/// A person. Beside the written name it is decoration; alone it carries the name.
#[component]
pub fn Avatar(
    /// The whole name.
    #[props(into)]
    name: String,
    /// The size.
    #[props(default)]
    size: AvatarSize,
    /// The name stands beside it.
    #[props(default)]
    decorative: bool,
    /// Another tone than the one made of the name.
    tone: Option<Tone>,
    /// A picture instead of initials.
    src: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let tone = tone.unwrap_or_else(|| tone_of(&name));
    rsx! {
        span {
            class: class_list("w-avatar", &class),
            "data-size": size.attribute(),
            "data-tone": tone.name(),
            role: (!decorative).then_some("img"),
            aria_label: (!decorative).then(|| name.clone()),
            "aria-hidden": decorative.then_some("true"),
            title: name.clone(),
            if let Some(src) = src {
                img { src, alt: "" }
            } else {
                {initials(&name)}
            }
        }
    }
}

/// Several people, the rest as a number.
#[component]
pub fn AvatarStack(
    /// Their names.
    names: Vec<String>,
    /// How many are shown.
    #[props(default = 4)]
    shown: usize,
    /// The size.
    #[props(default)]
    size: AvatarSize,
) -> Element {
    let rest = names.len().saturating_sub(shown);
    rsx! {
        span { class: "w-avatars", role: "img", aria_label: names.join(", "),
            for (i, name) in names.iter().take(shown).enumerate() {
                Avatar { key: "{i}", name: name.clone(), size, decorative: true }
            }
            if rest > 0 {
                span { class: "w-avatar", "data-size": size.attribute(), "data-tone": "neutral", "aria-hidden": "true", "+{rest}" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_first_and_last() {
        assert_eq!(initials("Priya Raman"), "PR");
        assert_eq!(initials("Jean  de la Tour"), "JT");
        assert_eq!(initials("élodie"), "É");
        assert_eq!(initials(""), "");
    }
}
