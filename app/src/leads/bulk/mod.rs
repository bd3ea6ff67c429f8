//! One act on chosen leads: asked for where it needs more than a choice, sent in one request, answered for each. What
//! was refused is listed with the reason and can be tried again; what was done can be taken back where one lead's can.

mod ask;
mod outcome;
mod text;
mod undo;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::access::Action;
use shared::customers::{CustomField, Owner};
use shared::leads::{FollowUp, GiveLeads, LeadList, LeadOutcomes, LeadRow, LoseLeads, LostReason, MoveLeads, PlanLeads, SeenLead};
use shared::{LeadId, MemberId, Result, StageId};

use self::ask::Ask;
use self::outcome::{Left, Outcome};
use self::undo::tell;
use super::give::GiveMenu;
use super::{api, text as staff};
use crate::api::Valid;
use crate::client::{Query, use_query, use_session};
use crate::ui::*;

/// So many leads go in one request.
const AT_ONCE: usize = 200;

/// What is asked for in a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Move,
    Plan,
    Lose,
}

impl What {
    const ALL: [What; 3] = [What::Move, What::Plan, What::Lose];

    fn key(self) -> &'static str {
        match self {
            What::Move => "move",
            What::Plan => "plan",
            What::Lose => "lose",
        }
    }

    fn name(self) -> String {
        match self {
            What::Move => text::move_them(),
            What::Plan => text::plan(),
            What::Lose => text::lose(),
        }
    }

    fn icon(self) -> IconName {
        match self {
            What::Move => IconName::ArrowRightLeft,
            What::Plan => IconName::CalendarClock,
            What::Lose => IconName::CircleX,
        }
    }
}

/// What is done, with all it needs. A move knows the fields of the organization's own its stage asks for, as far as they
/// are known, to name what is missing.
#[derive(Clone, Debug, PartialEq)]
enum Deed {
    Give { owner: Option<MemberId>, name: String },
    Move { stage: StageId, name: String, reason: Option<String>, own: Vec<CustomField> },
    Lose { reason: LostReason, note: Option<String> },
    Plan { step: FollowUp },
}

impl Deed {
    async fn carry_out(&self, chosen: &[LeadRow]) -> Result<LeadOutcomes> {
        let mut all = LeadOutcomes::default();
        for part in chosen.chunks(AT_ONCE) {
            let leads: Vec<SeenLead> = part.iter().map(|lead| SeenLead { id: lead.id, version: lead.version }).collect();
            let answer = match self.clone() {
                Deed::Give { owner, .. } => api::give_leads(Valid(GiveLeads { leads, owner })).await,
                Deed::Move { stage, reason, .. } => api::move_leads(Valid(MoveLeads { leads, stage, wip_reason: reason })).await,
                Deed::Lose { reason, note } => api::lose_leads(Valid(LoseLeads { leads, reason, note })).await,
                Deed::Plan { step: FollowUp { kind, what, due_at } } => {
                    let leads: Vec<LeadId> = leads.into_iter().map(|lead| lead.id).collect();
                    api::plan_leads(Valid(PlanLeads { leads, kind, what, due_at })).await
                }
            };
            all.leads.extend(answer?.leads);
        }
        Ok(all)
    }

    /// Fields of the organization's own it may be refused for.
    fn own(&self) -> &[CustomField] {
        if let Deed::Move { own, .. } = self { own } else { &[] }
    }

    /// What is said when it is done to so many.
    fn done(&self, count: usize) -> String {
        match self {
            Deed::Give { name, .. } => staff::given(count, name),
            Deed::Move { name, .. } => text::moved(text::leads(count), name),
            Deed::Lose { .. } => text::lost(text::leads(count)),
            Deed::Plan { step } => text::planned(text::leads(count), &step.what),
        }
    }
}

/// The bar of what can be done with the chosen leads, the dialog that asks, and the one that tells what came of it.
#[component]
pub(super) fn BulkLeads(
    /// Those that are chosen.
    chosen: Vec<LeadRow>,
    /// The list they are of.
    list: Query<LeadList>,
    /// Clears the choice.
    onclear: EventHandler<()>,
) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let mut asking = use_signal(|| None::<What>);
    let mut left = use_signal(|| None::<Left>);
    // read before anything is chosen, so that the menu opens full
    let queue = use_query(&["queue"], || async { api::lead_queue().await });
    let turns = queue.value().unwrap_or_default().turns;
    let members: Vec<(MemberId, String)> = turns.into_iter().map(|standing| (standing.turn.member, standing.turn.name)).collect();
    let ids = chosen.iter().map(|one| one.id.to_string()).collect::<Vec<_>>().join(",");
    let acts: &[What] = if session.access.may(Action::LeadsEdit) { &What::ALL } else { &[] };
    let to_give = chosen.clone();
    rsx! {
        BulkBar { count: chosen.len(), onclear,
            if session.access.may(Action::LeadsAssign) {
                GiveMenu {
                    members,
                    ongive: move |(member, name): (MemberId, String)| {
                        onclear.call(());
                        give(to_give.clone(), member, name, list, left, toasts);
                    },
                }
            }
            for what in acts.iter().copied() {
                BulkAction { key: "{what.key()}", label: what.name(), icon: what.icon(), onclick: move |_| asking.set(Some(what)) }
            }
            a { class: "w-bulk-button", href: "/api/v1/leads.csv?ids={ids}", download: "leads.csv",
                Icon { name: IconName::Download, size: IconSize::Sm }
                {text::export()}
            }
        }
        if let Some(what) = asking() {
            Ask { what, chosen, onclose: move |()| asking.set(None),
                ondone: move |found: Left| {
                    asking.set(None);
                    onclear.call(());
                    list.refetch();
                    tell(&found, list, toasts);
                    if found.is_refused() {
                        left.set(Some(found));
                    }
                },
            }
        }
        if let Some(found) = left() {
            Outcome { found, onclose: move |()| left.set(None), onagain: move |found: Left| { list.refetch(); left.set(Some(found)) } }
        }
    }
}

/// Gives leads to a member; undo gives each back to whom it was with.
fn give(chosen: Vec<LeadRow>, member: MemberId, name: String, list: Query<LeadList>, left: Signal<Option<Left>>, toasts: Toasts) {
    // shown before the server knows
    let owner = Owner { id: member, name: name.clone() };
    list.edit(|shown| {
        for row in shown.page.items.iter_mut().filter(|row| chosen.iter().any(|one| one.id == row.id)) {
            row.owner = Some(owner.clone());
        }
    });
    let deed = Deed::Give { owner: Some(member), name };
    let mut left = left;
    // carried out also when the page is left meanwhile
    spawn_forever(async move {
        let answer = deed.carry_out(&chosen).await;
        let there = list.alive();
        if there {
            list.refetch();
        }
        let found = match answer {
            Ok(outcomes) => Left { deed, chosen, outcomes },
            Err(error) => return toasts.tell(Tone::Danger, error.to_string()),
        };
        tell(&found, list, toasts);
        if there && found.is_refused() {
            left.set(Some(found));
        }
    });
}
