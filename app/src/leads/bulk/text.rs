//! Words of acting on several leads at once.

use shared::text::plural;

shared::catalog! {
    one_lead { "1 lead" }
    many_leads(n) { "{n} leads" }
    export { "Export" }
    move_them { "Move…" }
    lose { "Mark lost…" }
    plan { "Follow up…" }
    move_title(leads) { "Move {leads}" }
    move_body { "Each moves if it has what the stage asks for; the others stay where they are." }
    lose_title(leads) { "Mark {leads} lost" }
    lose_body { "Each goes to the lost leads of its pipeline. It can be moved back." }
    plan_title(leads) { "Plan a next step for {leads}" }
    plan_body { "The same step for each, beside what is planned already." }
    stage_of(pipeline, stage) { "{pipeline}: {stage}" }
    choose_stage { "Choose a stage" }
    choose_reason { "Choose a reason" }
    wip_hint { "Asked for where the stage is full; it stays in the history." }
    do_move { "Move" }
    do_lose { "Mark lost" }
    do_plan { "Plan" }
    moved(leads, stage) { "{leads} moved to {stage}" }
    lost(leads) { "{leads} marked lost" }
    planned(leads, what) { "Planned for {leads}: {what}" }
    other_pipeline { "It stands in another pipeline" }
    stage_full { "The stage is full and asks for a reason" }
    not_done(n, all, why) { "{n} of {all} not done: {why}" }
    taken_back { "Taken back" }
    not_undone(why) { "Not undone: {why}" }
    outcome_title(done, all) { "{done} of {all} done" }
    outcome_body { "What could not be done changed nothing. The rest is done and stays so." }
    refused { "Not done" }
    done { "Done" }
    again(leads) { "Try {leads} again" }
    close { "Close" }
}

/// So many leads.
pub fn leads(n: usize) -> String {
    plural(n as u64, one_lead(), many_leads(n))
}
