//! The focus of an open menu: arrows, ends, and the letters an item begins with.

/// Where the focus of a menu goes.
#[cfg_attr(not(feature = "web"), allow(dead_code, reason = "only a browser has a focus to move"))]
pub(super) enum Move {
    First,
    Last,
    Next,
    Previous,
    To(String),
}

/// The letters typed within a second of each other.
#[derive(Default)]
pub(super) struct Typed {
    letters: String,
    #[cfg(feature = "web")]
    at: f64,
}

impl Typed {
    /// Adds a letter; what was typed in one go with it.
    pub(super) fn add(&mut self, letter: &str) -> String {
        #[cfg(feature = "web")]
        {
            let now = js_sys::Date::now();
            if now - self.at > 1_000.0 {
                self.letters.clear();
            }
            self.at = now;
        }
        self.letters.push_str(&letter.to_lowercase());
        self.letters.clone()
    }
}

pub(super) fn focus_item(menu: &str, to: Move) {
    #[cfg(feature = "web")]
    {
        use crate::ui::dom::browser::{active, all, element};
        let Some(root) = element(menu) else { return };
        let items = all(&root, "[role^='menuitem']");
        let Some(last) = items.len().checked_sub(1) else { return };
        let at = active().and_then(|active| items.iter().position(|item| *item == active));
        let index = match to {
            Move::First => Some(0),
            Move::Last => Some(last),
            Move::Next => Some(at.map_or(0, |at| if at == last { 0 } else { at + 1 })),
            Move::Previous => Some(at.map_or(last, |at| if at == 0 { last } else { at - 1 })),
            Move::To(letters) => {
                items.iter().position(|item| item.text_content().unwrap_or_default().trim().to_lowercase().starts_with(&letters))
            }
        };
        if let Some(item) = index.and_then(|index| items.get(index)) {
            let _ = item.focus();
        }
    }
    #[cfg(not(feature = "web"))]
    let _ = (menu, to);
}
