//! Who may enter the portal: beside each person since when and by what, given by hand, taken away, given back.

mod text;

use dioxus::prelude::*;
use shared::customers::{Account, Contact};
use shared::input::Nothing;
use shared::portal::PortalStanding;
use shared::{AccountId, ContactId};

use crate::api::Valid;
use crate::client::{Query, use_session};
use crate::portal::api;
use crate::ui::format::DateStyle;
use crate::ui::*;

/// Mails somebody the way in, who may enter from now on if they could not; once, however often the button is pressed while
/// it is `mailing`.
fn give(account: Query<Account>, id: AccountId, contact: ContactId, name: String, mut mailing: Signal<bool>, toasts: Toasts) {
    if mailing.replace(true) {
        return;
    }
    let request = async move {
        let given = api::give_portal_access(id, contact, Valid(Nothing {})).await;
        mailing.set(false);
        given
    };
    toasts.attempt(request, move |changed| {
        account.set(changed);
        toasts.say(text::given(&name));
    });
}

fn take(account: Query<Account>, id: AccountId, contact: ContactId, name: String, toasts: Toasts) {
    toasts.attempt(api::take_portal_access(id, contact, Valid(Nothing {})), move |changed| {
        account.set(changed);
        toasts.say(text::taken(&name));
    });
}

/// How somebody stands, in lines, with dates in a zone.
fn lines(portal: Option<&PortalStanding>, zone: &str) -> Vec<String> {
    let Some(portal) = portal else { return vec![text::nobody()] };
    let day = |at| format::date_in(at, zone, DateStyle::Full);
    let moment = |at| format::moment_with_zone(at, zone, DateStyle::Full);
    match (&portal.end, &portal.by) {
        (Some(end), _) => {
            std::iter::once(text::ended(day(end.at), &end.by)).chain(end.asked_at.map(|at| text::asked(moment(at)))).collect()
        }
        (None, by) => {
            let since = by.as_ref().map_or_else(|| text::since_booking(day(portal.since)), |by| text::since_given(day(portal.since), by));
            std::iter::once(since).chain(portal.entered_at.map(|at| text::last_seen(moment(at)))).collect()
        }
    }
}

/// A person's access to the portal and what may be done about it.
#[component]
pub(super) fn PortalAccess(account: Query<Account>, id: AccountId, person: Contact, may_give: bool, may_take: bool) -> Element {
    let zone = use_session().zone.clone();
    let toasts = use_toasts();
    let mut taking = use_signal(|| false);
    let mailing = use_signal(|| false);
    let (contact, name) = (person.id, person.name.clone());
    let lines = lines(person.portal.as_ref(), &zone);
    // the words of the button, and the same with the name for who does not see beside whom it stands
    let (words, label) = match &person.portal {
        None => (text::give(), text::give_to(&name)),
        Some(portal) if portal.is_open() => (text::send(), text::send_to(&name)),
        Some(_) => (text::give_back(), text::give_back_to(&name)),
    };
    let is_open = person.portal.as_ref().is_some_and(PortalStanding::is_open);
    rsx! {
        div { class: "stack", "data-testid": "portal-access",
            p { class: "xs muted", {lines.join(" · ")} }
            if may_give || may_take && is_open {
                div { class: "row wrap",
                    if may_give {
                        Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::Mail, loading: mailing(), aria_label: label, onclick: { let name = name.clone(); move |_| give(account, id, contact, name.clone(), mailing, toasts) }, {words} }
                    }
                    if may_take && is_open {
                        Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::Ban, aria_label: text::take_from(&name), onclick: move |_| taking.set(true), {text::take()} }
                    }
                }
            }
        }
        if taking() {
            AlertDialog {
                open: true,
                title: text::take_title(&name),
                description: text::take_why(),
                confirm: text::take(),
                danger: true,
                testid: "take-access",
                onconfirm: {
                    let name = name.clone();
                    move |()| {
                        taking.set(false);
                        take(account, id, contact, name.clone(), toasts);
                    }
                },
                oncancel: move |()| taking.set(false),
            }
        }
    }
}
