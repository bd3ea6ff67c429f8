//! The three frames and the palette, each a page of its own since a frame fills its page.

use dioxus::prelude::*;

use crate::shells::field::TapButton;
use crate::shells::*;
use crate::ui::*;

fn groups() -> Vec<NavGroup> {
    vec![
        NavGroup {
            title: None,
            items: vec![
                NavItem::new("/app/inbox", "Inbox", IconName::Inbox).count(4).tone(Tone::Brand),
                NavItem::new("/app/day", "My day", IconName::CircleCheck).count(7),
            ],
        },
        NavGroup {
            title: Some("Sell".into()),
            items: vec![
                NavItem::new("/app/leads", "Leads", IconName::UserPlus).count(37),
                NavItem::new("/app/pipeline", "Pipeline", IconName::SquareKanban),
                NavItem::new("/app/quotes", "Quotes", IconName::FileText).count(21),
            ],
        },
        NavGroup {
            title: Some("Run".into()),
            items: vec![
                NavItem::new("/app/dispatch", "Dispatch", IconName::CalendarClock).count(3).tone(Tone::Danger),
                NavItem::new("/app/jobs", "Jobs", IconName::Truck).count(18),
            ],
        },
    ]
}

/// The staff frame around a few rows.
#[component]
pub fn StaffExample() -> Element {
    rsx! {
        StaffShell {
            org: OrgLabel { name: "Cascade Line".into(), detail: "Coach & Moving, BC".into(), logo: None },
            user: "Priya Raman",
            groups: groups(),
            favourites: vec![Favourite { href: "/app/leads?due".into(), label: "Follow-ups due".into(), tone: Tone::Warn, count: Some(6) }],
            foot: vec![NavItem::new("/app/settings", "Settings", IconName::Settings)],
            path: "/app/pipeline",
            sync: SyncState::Synced { at: "10:42".into() },
            super::data::Navigation {}
            div { class: "w-page",
                super::data::Lists {}
                super::data::Records {}
            }
        }
    }
}

/// The palette, open.
#[component]
pub fn PaletteExample() -> Element {
    rsx! {
        CommandPalette {
            open: true,
            commands: vec![
                Command::new("tag", "On the 3 selected", "Add tag", IconName::Tag).keys("t"),
                Command::new("p", "Go to", "Pipeline", IconName::SquareKanban).keys("g p"),
                Command::new("n", "Create", "New lead", IconName::Plus).keys("c l"),
            ],
            results: vec![Command::new("b", "Customers", "Burrard College Athletics", IconName::Building2).detail("Theo Marchetti")],
            scope: "3 customers",
            onclose: |()| (),
        }
    }
}

/// The field frame around a stop.
#[component]
pub fn FieldExample() -> Element {
    rsx! {
        FieldShell {
            path: "/field",
            sync: SyncState::Offline { waiting: 3 },
            items: vec![
                NavItem::new("/field", "Today", IconName::CalendarDays).exact(),
                NavItem::new("/field/messages", "Messages", IconName::MessageSquareText).count(2),
                NavItem::new("/field/capture", "Capture", IconName::Camera),
                NavItem::new("/field/more", "More", IconName::Menu),
            ],
            tools: rsx! { TapButton { label: "Sun theme", icon: IconName::Sun, onclick: |_| () } },
            dock: rsx! {
                VerbTrail { label: "Progress", verbs: vec![("On my way 08:12".into(), WorkState::Done), ("Arrived".into(), WorkState::Current), ("Start".into(), WorkState::Open), ("Complete".into(), WorkState::Open)] }
                ActButton { label: "I have arrived", detail: "Texts Adaeze once you are online", icon: IconName::Send, onclick: |_| () }
            },
            Card { h1 { tabindex: "-1", "412 Roncesvalles Ave" } p { class: "muted lg", "Unit 3, side door · Toronto M6R 2M9" } }
            CriticalNote { title: "Critical", p { "Upright piano on the 2nd floor. Side stairs only: front railing is loose." } }
        }
    }
}

/// The portal frame in a tenant's colours.
#[component]
pub fn PortalExample() -> Element {
    rsx! {
        PortalShell {
            brand: Brand {
                name: "Northline".into(),
                detail: Some("Moving & Coach".into()),
                logo: None,
                hex: Some("#00605a".into()),
            },
            path: "/portal",
            user: "Adaeze Okafor",
            phone: "416 555-0100",
            hours: "every day 06:00 to 22:00",
            items: vec![
                NavItem::new("/portal", "Home", IconName::House).exact(),
                NavItem::new("/portal/jobs", "Jobs", IconName::Truck),
                NavItem::new("/portal/quotes", "Quotes", IconName::FileText),
                NavItem::new("/portal/messages", "Messages", IconName::MessageSquareText).count(1),
            ],
            PageHeader { band: false, title: "It’s moving day, Adaeze", meta: rsx! { "Friday 20 November · Toronto to Hamilton" } }
            div { class: "w-portal-columns",
                Card { tone: Tone::Brand,
                    h2 { "Approve one change: add an upright piano" }
                    Button { variant: ButtonVariant::Primary, "Approve and sign" }
                }
                super::data::Records {}
            }
        }
    }
}
