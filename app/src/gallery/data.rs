//! Navigation, records, lists.

use dioxus::prelude::*;
use shared::{Currency, Money};

use super::Part;
use crate::ui::*;

fn steps() -> Vec<Step> {
    vec![
        Step::new("Inquiry", StepState::Done).detail("17 Nov, web form").href("#inquiry"),
        Step::new("Site visit", StepState::Current).detail("Not scheduled").href("#visit").suggestions(2),
        Step::new("Quote", StepState::Next).detail("Draft Q-31077").href("#quote"),
        Step::new("Booking", StepState::Blocked).detail("Needs a signed quote"),
        Step::new("Job", StepState::Blocked).detail("Needs the deposit"),
        Step::new("Wrap-up", StepState::Blocked).detail("After delivery"),
    ]
}

/// Page header, tracker, tabs, filters.
#[component]
pub fn Navigation() -> Element {
    rsx! {
        Part { title: "Navigation",
            PageHeader {
                title: "Hélène Beauchamp",
                icon: IconName::Truck,
                crumbs: vec![Crumb::link("Leads", "#leads"), Crumb::here("L-20418")],
                chips: rsx! { StatusChip { label: "Qualified", icon: IconName::CircleDot, tone: Tone::Violet } },
                meta: rsx! { span { "3-bedroom house" } span { "Vancouver to Kelowna" } },
                actions: rsx! { Button { variant: ButtonVariant::Primary, "Schedule site visit" } },
                StepTracker { label: "Progress of the lead", steps: steps() }
            }
            BackLink { href: "#leads", label: "All leads" }
            Breadcrumbs { crumbs: vec![Crumb::link("Settings", "#settings"), Crumb::link("Members", "#members"), Crumb::here("Priya Raman")] }
            nav { aria_label: "Places",
                NavLink { href: "/app/leads", path: "/app/leads", label: "Leads", icon: IconName::UserPlus, count: 4, count_tone: Tone::Brand }
                NavLink { href: "/app/jobs", path: "/app/leads", label: "Jobs", icon: IconName::Truck, count: 18 }
            }
            TabLinks {
                label: "Views",
                current: "#all",
                tabs: vec![Tab::new("#all", "All open").count(37), Tab::new("#due", "Follow-ups due").count(6).tone(Tone::Warn), Tab::new("#hot", "Hot").count(9)],
            }
            Tabs { label: "Parts", selected: "overview", tabs: vec![Tab::new("overview", "Overview"), Tab::new("crew", "Crew").count(4)], onselect: |_| (), p { "The overview." } }
            Toolbar {
                FilterChip { name: "Departs", value: "Dec – Mar", onremove: |()| () }
                UpdatesPill { count: 2, onclick: |()| () }
                BulkBar { count: 3, onclear: |()| (), BulkAction { label: "Assign", icon: IconName::UserPlus, onclick: |_| () } }
            }
            Pagination { summary: "1–50 of 1,204", next: "#next" }
        }
    }
}

/// Cards, facts, numbers, prices, changes.
#[component]
pub fn Records() -> Element {
    let cad = |cents| Money::new(cents, Currency::CAD);
    rsx! {
        Part { title: "Records",
            StatStrip {
                Stat { label: "Open", value: "$400,140" }
                Stat { label: "Won in Nov", value: "$186,420", delta: "+12 % on October", tone: Tone::Ok }
                Stat { label: "Overdue", value: "$41,207.55", delta: "14 invoices", tone: Tone::Danger, href: "#overdue" }
            }
            Card { title: "Move", actions: rsx! { Button { size: Size::Sm, variant: ButtonVariant::Ghost, "Edit" } },
                DescriptionList {
                    Fact { term: "Volume", "32 m³ from form" }
                    Fact { term: "Wanted", "Sat 12 Dec, ± 2 days" }
                    Fact { term: "Owner", Avatar { name: "Priya Raman", size: AvatarSize::Sm, decorative: true } " Priya Raman" }
                }
            }
            Card { title: "Quotes", flush: true,
                LinkRow { href: "#q", title: "Storage unit 10×15, Hamilton", detail: "Q-3204 · until Thu 3 Dec", strong { Amount { value: cad(21_357) } } StatusChip { label: "Waiting for you", icon: IconName::Send, tone: Tone::Info } }
            }
            PriceLines {
                lines: vec![
                    PriceLine::new("1", "Coach and driver", cad(151_900), PriceKind::Line).why("12 h 15 at $124.00"),
                    PriceLine::new("2", "Returning customer", cad(-10_480), PriceKind::Discount).why("5 % off, thank you for August"),
                    PriceLine::new("3", "Second driver", cad(38_000), PriceKind::Ghost).why("Not needed within the limit"),
                    PriceLine::new("4", "Subtotal", cad(141_420), PriceKind::Subtotal),
                    PriceLine::new("5", "HST 13 %", cad(18_385), PriceKind::Tax),
                    PriceLine::new("6", "Total", cad(159_805), PriceKind::Total),
                ],
            }
            DiffView {
                changes: vec![
                    Change::new("Pickup", Some("08:30".into()), Some("07:45".into())).effect("+$31.00"),
                    Change::new("Lift gate", None, Some("Yes".into())),
                    Change::new("Storage", Some("1 night".into()), None),
                ],
            }
        }
    }
}

/// Tables and streams.
#[component]
pub fn Lists() -> Element {
    let row = |id: &str, name: &str, balance: &str| {
        Row::new(
            id,
            name,
            vec![
                rsx! { A { href: "#{id}", {name} } },
                rsx! { StatusChip { label: "Active", icon: IconName::Check, tone: Tone::Ok } },
                rsx! { {balance} },
            ],
        )
    };
    rsx! {
        Part { title: "Lists",
            DataTable {
                caption: "Customers",
                columns: vec![Column::new("name", "Customer").sortable(), Column::new("status", "Status"), Column::new("balance", "Balance").numeric().sortable()],
                rows: vec![row("1", "Moody Middle School", "$0.00"), row("2", "Nanaimo Tech Institute", "$6,940.00")],
                sort: Sort { key: "balance".into(), descending: true },
                selected: vec!["2".to_owned()],
                foot: vec![rsx! { "2 customers" }, rsx! {}, rsx! { "$6,940.00" }],
            }
            Timeline { label: "History",
                TimelineDay { label: "Today, Thu 19 Nov" }
                TimelineEntry { icon: IconName::Smartphone, tone: Tone::Info, title: rsx! { "Hélène Beauchamp" }, note: "SMS", time: "10:31", "Could someone look at the piano? The alley is tight." }
                TimelineEntry { icon: IconName::SquareKanban, title: rsx! { b { "Priya" } " moved the lead to Qualified" }, time: "08:40" }
                TimelineEntry { icon: IconName::StickyNote, private: true, title: rsx! { "Dana Whitfield" }, note: "Internal note", time: "15:04", "The 26-ft truck is in for brakes until 10 Dec." }
            }
        }
    }
}
