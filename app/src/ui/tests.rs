//! What every component promises whoever cannot see it: roles, names, ids, errors.

use dioxus::prelude::*;
use shared::text::{Locale, with_locale};

use super::*;

/// The markup of an element, rendered with a runtime as a page is.
fn html(view: fn() -> Element) -> String {
    let mut dom = VirtualDom::new(view);
    dom.rebuild_in_place();
    dioxus_ssr::render(&dom)
}

fn has(html: &str, part: &str) {
    assert!(html.contains(part), "no `{part}` in {html}");
}

#[test]
fn an_icon_button_has_a_name() {
    let html = html(|| rsx! { IconButton { label: "Call Adaeze", icon: IconName::Phone } });
    has(&html, r#"aria-label="Call Adaeze""#);
    has(&html, r#"type="button""#);
    has(&html, r#"aria-hidden="true""#);
}

#[test]
fn a_loading_button_is_busy_and_keeps_its_focus() {
    let html = html(|| rsx! { Button { loading: true, "Save" } });
    has(&html, r#"aria-busy="true""#);
    has(&html, "Save");
    assert!(!html.contains("disabled"), "{html}");
}

#[test]
fn a_field_is_wired_to_its_label_hint_and_error() {
    let html = html(
        || rsx! { TextInput { label: "E-mail", name: "contact.email", hint: "For the quote", error: "Enter an e-mail address", required: true } },
    );
    has(&html, r#"for="f-contact-email""#);
    has(&html, r#"id="f-contact-email""#);
    has(&html, r#"aria-describedby="f-contact-email-hint f-contact-email-error""#);
    has(&html, r#"id="f-contact-email-error""#);
    has(&html, r#"aria-invalid="true""#);
    has(&html, "required");
}

#[test]
fn values_reach_the_markup_for_pages_without_script() {
    let html = html(|| {
        rsx! {
            TextInput { label: "Name", name: "name", value: "Maya" }
            TextArea { label: "Notes", name: "notes", value: "Side <door> & back" }
            Select { label: "Source", name: "source", value: "phone", options: vec![SelectOption::new("phone", "Phone")] }
            Checkbox { label: "Agree", name: "agree", checked: true }
        }
    });
    has(&html, r#"value="Maya""#);
    has(&html, ">Side &lt;door> &amp; back</textarea>");
    has(&html, "selected");
    has(&html, "checked");
}

#[test]
fn an_error_summary_links_to_the_fields() {
    let html = html(|| rsx! { ErrorSummary { problems: vec![FormProblem::of("email", "Enter an e-mail address")] } });
    has(&html, r##"href="#f-email""##);
    has(&html, r#"role="alert""#);
    has(&html, "There is a problem");
}

#[test]
fn the_current_step_is_marked_and_every_state_has_a_word() {
    let html = html(|| {
        rsx! {
            StepTracker { label: "Progress", steps: vec![Step::new("Inquiry", StepState::Done), Step::new("Quote", StepState::Current).suggestions(2), Step::new("Job", StepState::Blocked).detail("Needs the deposit")] }
        }
    });
    has(&html, r#"aria-current="step""#);
    for word in ["completed", "current", "blocked", "2 suggestions", "Needs the deposit", "Step 2 of 3"] {
        has(&html, word);
    }
}

#[test]
fn a_navigation_link_is_current_below_its_path_only() {
    let html = html(|| {
        rsx! {
            NavLink { href: "/app/leads", path: "/app/leads/7?tab=notes", label: "Leads" }
            NavLink { href: "/app/lead", path: "/app/leads/7", label: "Lead" }
            NavLink { href: "/app", path: "/app/leads", label: "Home", exact: true }
        }
    });
    assert_eq!(html.matches(r#"aria-current="page""#).count(), 1, "{html}");
}

#[test]
fn a_table_tells_its_order_and_keeps_its_meaning_as_cards() {
    let html = html(|| {
        rsx! {
            DataTable {
                caption: "Customers",
                columns: vec![Column::new("name", "Customer").sortable(), Column::new("balance", "Balance").numeric()],
                rows: vec![Row::new("1", "Acme", vec![rsx! { "Acme" }, rsx! { "$0.00" }])],
                sort: Sort { key: "name".into(), descending: true },
                selected: Vec::<String>::new(),
            }
        }
    });
    has(&html, r#"aria-sort="descending""#);
    has(&html, r#"data-label="Balance""#);
    has(&html, r#"role="cell""#);
    has(&html, "Select Acme");
}

#[test]
fn a_dialog_is_named_and_an_alert_described() {
    let html = html(|| {
        rsx! {
            AlertDialog { open: true, title: "Cancel trip 1042?", description: "The vendor is told.", confirm: "Cancel trip", onconfirm: |()| (), oncancel: |()| () }
            Dialog { open: false, title: "Hidden", onclose: |()| (), "x" }
        }
    });
    has(&html, r#"role="alertdialog""#);
    has(&html, r#"aria-labelledby="dialog-1-title""#);
    has(&html, r#"id="dialog-1-title""#);
    has(&html, r#"aria-describedby="dialog-1-text""#);
    assert!(!html.contains("Hidden"));
}

#[test]
fn a_menu_works_by_the_browser_alone() {
    let html =
        html(|| rsx! { Menu { label: "More", items: vec![MenuItem::new("a", "Duplicate"), MenuItem::new("b", "Award").disabled()] } });
    has(&html, r#"popovertarget="menu-1""#);
    has(&html, r#"aria-haspopup="menu""#);
    has(&html, r#"popover="auto""#);
    has(&html, r#"role="menuitem""#);
    has(&html, r#"aria-disabled="true""#);
}

#[test]
fn a_combobox_controls_its_list() {
    let html = html(|| rsx! { Combobox { label: "Customer", name: "customer", value: "1", options: vec![ComboOption::new("1", "Acme")] } });
    has(&html, r#"role="combobox""#);
    has(&html, r#"aria-controls="f-customer-list""#);
    has(&html, r#"aria-expanded="false""#);
    has(&html, r#"value="Acme""#);
}

#[test]
fn progress_has_words_and_numbers() {
    let html = html(|| rsx! { Progress { label: "Photos", value: 4, max: 7, text: "4 of 7" } });
    has(&html, r#"role="progressbar""#);
    has(&html, r#"aria-valuenow="4""#);
    has(&html, r#"aria-valuetext="4 of 7""#);
}

#[test]
fn what_is_saved_is_said_in_words_in_both_languages() {
    let view = || rsx! { SyncPill { state: SyncState::Offline { waiting: 3 } } SyncBadge { state: Saved::Conflict, icon_only: true } };
    has(&html(view), "Offline – saved on this device");
    has(&html(view), "Conflict");
    let french = with_locale(Locale::Fr, || html(view));
    has(&french, "Hors ligne – enregistré sur cet appareil");
}

#[test]
fn signing_without_script_is_typing() {
    let html = html(|| rsx! { SignaturePad { label: "Signature", value: Signature::None } });
    has(&html, r#"name="signature_name""#);
    assert!(!html.contains("<svg class=\"w-sign-pad\""), "{html}");
}

#[test]
fn the_gallery_renders_with_unique_ids_for_each_theme() {
    let html = html(|| rsx! { crate::gallery::Gallery {} });
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let before = ids.len();
    ids.sort_unstable();
    let twice: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    assert!(twice.is_empty(), "{twice:?} of {before}");
}

/// Writes the gallery and the shells as pages, for looking at: `TAILBOARD_GALLERY=folder cargo test`.
#[test]
fn the_gallery_can_be_looked_at() {
    use crate::gallery::shells::{FieldExample, PaletteExample, PortalExample, StaffExample};
    type Page = fn() -> Element;
    let pages: [(&str, Page); 5] = [
        ("gallery", || rsx! { crate::gallery::Gallery {} }),
        ("staff", || rsx! { StaffExample {} }),
        ("palette", || rsx! { StaffExample {} PaletteExample {} }),
        ("field", || rsx! { FieldExample {} }),
        ("portal", || rsx! { PortalExample {} }),
    ];
    for (name, view) in pages {
        let body = html(view);
        assert!(body.len() > 1_000, "{name}");
        if let Some(folder) = std::env::var_os("TAILBOARD_GALLERY") {
            let page = format!(
                "<!doctype html><html lang=\"en-CA\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{name}</title><link rel=\"stylesheet\" href=\"/assets/css/app.css\"></head><body>{body}</body></html>"
            );
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.html")), page).expect("the folder given can be written to");
        }
    }
}
