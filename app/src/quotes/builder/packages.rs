//! The packages of an offer: what they are called, what is in which, and what each comes to beside the others.

use dioxus::prelude::*;
use shared::money::Currency;
use shared::pricing::{MOST_PACKAGES, Package, Priced, Rates};
use shared::quotes::Content;
use shared::{AmenityId, LineId, Money, PackageId};
use uuid::Uuid;

use super::Draft;
use crate::quotes::text::staff as text;
use crate::ui::format::money;
use crate::ui::*;

/// The card: an offer to make packages, or the packages.
#[component]
pub fn Packages(draft: Draft, rates: Rates, priced: Priced, currency: Currency) -> Element {
    let toasts = use_toasts();
    let content = (draft.content)();
    let count = content.packages.len();
    let add = move |_| {
        draft.change(|c| {
            let n = c.packages.len() + 1;
            c.add_package(PackageId(Uuid::now_v7()), text::new_package(n));
        });
    };
    let remove = move |id: PackageId| {
        let before = draft.content.peek().clone();
        let Some(gone) = before.packages.iter().find(|package| package.id == id) else { return };
        let words = text::package_removed(&gone.name);
        draft.change(|c| c.remove_package(id));
        let undo = Callback::new(move |()| {
            let before = before.clone();
            draft.change(move |c| c.restore_packages(&before));
        });
        toasts.undo(words, undo);
    };
    rsx! {
        Card { title: text::packages(), id: "packages", testid: "packages", flush: true,
            actions: rsx! {
                if count == 0 {
                    Button { size: Size::Sm, icon: IconName::Layers, testid: "offer-packages", onclick: move |_| draft.change(three), {text::offer_packages()} }
                } else if count < MOST_PACKAGES {
                    Button { size: Size::Sm, icon: IconName::Plus, testid: "add-package", onclick: add, {text::add_package()} }
                }
            },
            if count == 0 {
                p { class: "w-card-empty sm", {text::packages_about()} }
            } else {
                div { class: "qb-lines",
                    for (at, package) in content.packages.iter().cloned().enumerate() {
                        PackageRow { key: "{package.id}", draft, at, count, package, onremove: remove }
                    }
                }
                Compared { draft, content: content.clone(), rates, priced, currency }
            }
        }
    }
}

/// Good, Better and Best, the middle one recommended; all is in each of them yet.
fn three(content: &mut Content) {
    for name in [text::good(), text::better(), text::best()] {
        content.add_package(PackageId(Uuid::now_v7()), name);
    }
    if let Some(middle) = content.packages.get(1).map(|package| package.id) {
        content.recommend_package(middle);
    }
}

/// A package's words and its place among the others.
#[component]
fn PackageRow(draft: Draft, at: usize, count: usize, package: Package, onremove: EventHandler<PackageId>) -> Element {
    let id = package.id;
    let name = package.name.clone();
    let edit = move |change: Box<dyn FnOnce(&mut Package)>| {
        draft.change(|c| {
            if let Some(package) = c.packages.iter_mut().find(|package| package.id == id) {
                change(package)
            }
        })
    };
    rsx! {
        div { class: "qb-package", role: "group", aria_label: name.clone(), "data-testid": "package",
            TextInput { name: "package-{id}", label: text::package_name(at + 1), value: name.clone(), size: Size::Sm, required: true, maxlength: 60, oninput: move |v| edit(Box::new(move |p| p.name = v)) }
            TextInput { name: "package-note-{id}", label: text::package_note(at + 1), value: package.note.clone(), size: Size::Sm, optional: true, maxlength: 200, oninput: move |v| edit(Box::new(move |p| p.note = v)) }
            div { class: "qb-line-end",
                label { class: "w-check-label",
                    input { class: "w-radio", r#type: "radio", name: "recommended", value: "{id}", checked: package.recommended, onchange: move |_| draft.change(|c| c.recommend_package(id)) }
                    span { class: "w-check-text", {text::recommend()} span { class: "sr", " " {name.clone()} } }
                }
                div { class: "qb-package-tools",
                    IconButton { label: text::earlier(&name), icon: IconName::ArrowUp, size: Size::Sm, disabled: at == 0, onclick: move |_| draft.change(|c| c.move_package(at, at.saturating_sub(1))) }
                    IconButton { label: text::later(&name), icon: IconName::ArrowDown, size: Size::Sm, disabled: at + 1 >= count, onclick: move |_| draft.change(|c| c.move_package(at, at + 1)) }
                    IconButton { label: text::remove(&name), icon: IconName::Trash2, size: Size::Sm, onclick: move |_| onremove.call(id) }
                }
            }
        }
    }
}

/// Something that is put into packages.
#[derive(Clone, Copy, PartialEq)]
enum Item {
    Line(LineId),
    Amenity(AmenityId),
}

impl Item {
    fn id(self) -> Uuid {
        match self {
            Item::Line(id) => id.0,
            Item::Amenity(id) => id.0,
        }
    }

    fn is_in(self, package: &Package, all: &[Package]) -> bool {
        match self {
            Item::Line(id) => package.has_line(all, id),
            Item::Amenity(id) => package.has_amenity(all, id),
        }
    }

    fn put(self, content: &mut Content, package: PackageId, within: bool) {
        match self {
            Item::Line(id) => content.put_line(id, package, within),
            Item::Amenity(id) => content.put_amenity(id, package, within),
        }
    }
}

/// An item and for each package its id, its name and whether it has the item.
struct Row {
    item: Item,
    name: String,
    cells: Vec<(PackageId, String, bool)>,
}

/// What is in which package, and below each what it comes to.
#[component]
fn Compared(draft: Draft, content: Content, rates: Rates, priced: Priced, currency: Currency) -> Element {
    let packages = content.packages.clone();
    let along = |id: AmenityId| content.amenities.iter().any(|choice| choice.amenity == id);
    let amenities = rates.amenities.iter().filter(|amenity| along(amenity.id));
    let amenities = amenities.map(|amenity| (Item::Amenity(amenity.id), amenity.name.text().to_string()));
    let lines = content.lines.iter().map(|line| (Item::Line(line.id), line.name.clone()));
    let rows: Vec<Row> = amenities
        .chain(lines)
        .map(|(item, name)| {
            let cells = packages.iter().map(|package| (package.id, package.name.clone(), item.is_in(package, &packages))).collect();
            Row { item, name, cells }
        })
        .collect();
    let total = |id: PackageId| priced.packages.iter().find(|one| one.package == id).map_or(0, |one| one.total_cents);
    rsx! {
        // four packages are wider than a phone
        div { class: "qb-compared", tabindex: "0", role: "region", aria_label: text::packages_compared(),
            table {
                caption { class: "sr", {text::packages_compared()} }
                thead {
                    tr {
                        th { scope: "col", span { class: "sr", {text::part()} } }
                        for package in packages.iter() { th { key: "{package.id}", scope: "col", {package.name.clone()} } }
                    }
                }
                tbody {
                    for row in rows {
                        {
                            let Row { item, name, cells } = row;
                            let held = cells.iter().filter(|(_, _, within)| *within).count();
                            rsx! {
                                tr { key: "{item.id()}",
                                    th { scope: "row", {name.clone()} }
                                    for (package, title, within) in cells {
                                        td { key: "{package}",
                                            // what would be in no package at all stays
                                            Checkbox { name: "within-{item.id()}-{package}", label: text::in_package(&name, title), label_hidden: true, checked: within, disabled: within && held == 1,
                                                onchange: move |on: bool| draft.change(|c| item.put(c, package, on)) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                    if content.lines.is_empty() && content.amenities.is_empty() {
                        tr { td { colspan: (packages.len() + 1).to_string(), class: "muted", {text::nothing_to_put()} } }
                    }
                }
                tfoot {
                    tr {
                        th { scope: "row", {text::total()} }
                        for package in packages.iter() {
                            td { key: "{package.id}", class: "num", "data-testid": "package-total", "data-on": (priced.package == Some(package.id)).then_some("true"), {money(Money::new(total(package.id), currency))} }
                        }
                    }
                }
            }
        }
    }
}
