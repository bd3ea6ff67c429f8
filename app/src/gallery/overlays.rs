//! Dialogs, sheets, menus; drawn in the page here, modal in the product.

use dioxus::prelude::*;

use super::Part;
use crate::ui::*;

/// Everything that lies over a page.
#[component]
pub fn Overlays(theme: &'static str) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let code = format!("{theme}_dialog_code");
    use_hook(|| {
        sending.fail(shared::Error::field(format!("{theme}_dialog_code"), "taken"));
        toasts.say("Copied");
        toasts.undo("Moved Burrard College to Contacted", Callback::new(|()| ()));
        toasts.tell(Tone::Danger, "The card was refused");
    });
    rsx! {
        Part { title: "Overlays",
            div { class: "row wrap",
                Menu {
                    label: "Move to…",
                    title: "Move Kwantlen Ski & Board Club to",
                    items: vec![
                        MenuItem::new("contacted", "Contacted").detail("8 of 15 · position 1").dot(Tone::Info).shortcut("⇧ →"),
                        MenuItem::new("qualified", "Qualified").detail("Full, 12 of 12 · asks for a reason").dot(Tone::Violet).disabled(),
                        MenuItem::new("lost", "Lost").detail("Asks for a reason").dot(Tone::Danger).divided().danger(),
                    ],
                }
                Menu { label: "More actions", icon: IconName::Ellipsis, icon_only: true, items: vec![MenuItem::new("copy", "Duplicate").icon(IconName::Copy)] }
                Popover { label: "Columns", icon: IconName::Columns3, p { "Choose what the table shows." } }
                Popover { label: "The crew", face: rsx! { AvatarStack { names: vec!["Theo Park".into(), "Mona Diaz".into(), "Marcus Webb".into(), "Jo Lind".into()], shown: 3, size: AvatarSize::Sm } },
                    p { "Theo Park, Mona Diaz, Marcus Webb and Jo Lind" }
                }
            }
            Dialog { open: true, title: "Mark as lost", description: "The lead leaves the board. You can bring it back.", onclose: |()| (),
                footer: rsx! { Button { "Keep open" } Button { variant: ButtonVariant::Primary, "Mark as lost" } },
                p { "Reason" }
            }
            FormDialog { title: "New promo code", sending, submit: "Add code", onsubmit: |()| (), onclose: |()| (),
                TextInput { label: "Code", name: code.clone(), value: "WELCOME10", error: sending.error(&code) }
            }
            AlertDialog { open: true, title: "Cancel trip 1042?", description: "The vendor and 48 passengers are told. The fee is $250.00.", confirm: "Cancel trip", danger: true, onconfirm: |()| (), oncancel: |()| () }
            Sheet { open: true, title: "Filters", onclose: |()| (), footer: rsx! { Button { variant: ButtonVariant::Primary, "Show 14 leads" } },
                p { "What the list shows." }
            }
            Toaster {}
        }
    }
}
