//! What is told of leads.

use crate::events::EventKind;

const fn kind(name: &'static str, entity: &'static str, says: &'static str) -> EventKind {
    EventKind { name, entity, says }
}

pub const CREATED: EventKind = kind("leads.created", "lead", "A lead came in");
pub const EDITED: EventKind = kind("leads.edited", "lead", "A lead was changed");
pub const ASSIGNED: EventKind = kind("leads.assigned", "lead", "A lead was given to a member");
pub const RETURNED: EventKind = kind("leads.returned", "lead", "A lead nobody got to in time moved on to the next in the queue");
pub const MOVED: EventKind = kind("leads.moved", "lead", "A lead moved to another stage");
pub const ARRANGED: EventKind = kind("leads.arranged", "lead", "A lead moved within its stage");
pub const LOST: EventKind = kind("leads.lost", "lead", "A lead was lost");
pub const REOPENED: EventKind = kind("leads.reopened", "lead", "A lost lead was reopened");
pub const QUOTED: EventKind = kind("leads.quoted", "lead", "A lead became a quote");
pub const CONVERTED: EventKind = kind("leads.converted", "lead", "A lead became a job");
pub const ACTIVITY_LOGGED: EventKind =
    kind("leads.activity_logged", "activity", "A call, e-mail, meeting, visit or note was logged on a lead");
pub const MAIL_WRITTEN: EventKind = kind("leads.mail_written", "activity", "An e-mail was written from a lead");
pub const FOLLOW_UP_PLANNED: EventKind = kind("leads.follow_up_planned", "activity", "A next step was planned for a lead");
pub const FOLLOW_UP_DONE: EventKind = kind("leads.follow_up_done", "activity", "A planned step of a lead was done");
pub const FOLLOW_UP_ENDED: EventKind =
    kind("leads.follow_up_ended", "activity", "A planned step of a lead ended by itself, because what it waited for happened");
pub const FOLLOW_UP_REOPENED: EventKind =
    kind("leads.follow_up_reopened", "activity", "A planned step of a lead that had ended by itself was opened again");
pub const VISIT_PLANNED: EventKind = kind("leads.visit_planned", "activity", "A site visit was planned");
pub const VISIT_CHANGED: EventKind = kind("leads.visit_changed", "activity", "A site visit got another time, place or person");
pub const VISIT_FILLED: EventKind = kind("leads.visit_filled", "activity", "What a site visit found was written down");
pub const VISIT_DONE: EventKind = kind("leads.visit_done", "activity", "A site visit was held");
pub const VISIT_CANCELLED: EventKind = kind("leads.visit_cancelled", "activity", "A site visit was cancelled");
pub const VISIT_MISSED: EventKind = kind("leads.visit_missed", "activity", "Nobody was there for a site visit");
pub const INTAKE_RECEIVED: EventKind = kind("leads.intake_received", "intake", "A public form was sent");
pub const INTAKE_REPLAYED: EventKind = kind("leads.intake_replayed", "intake", "A kept form was read again");
pub const SOURCE_ADDED: EventKind = kind("leads.source_added", "lead_source", "A source leads are sent by was added");
pub const SOURCE_EDITED: EventKind = kind("leads.source_edited", "lead_source", "A source leads are sent by was changed");
pub const SOURCE_KEY_RENEWED: EventKind = kind("leads.source_key_renewed", "lead_source", "A source leads are sent by got another key");
pub const PIPELINE_INSTALLED: EventKind = kind("leads.pipeline_installed", "pipeline", "A pipeline was added");
pub const STAGE_EDITED: EventKind = kind("leads.stage_edited", "pipeline", "A stage of a pipeline was changed");
pub const PIPELINE_EDITED: EventKind = kind("leads.pipeline_edited", "pipeline", "A pipeline was renamed");
pub const PIPELINE_PREFERRED: EventKind =
    kind("leads.pipeline_preferred", "pipeline", "A pipeline became the one that takes the leads of its service");
pub const PIPELINE_ARCHIVED: EventKind = kind("leads.pipeline_archived", "pipeline", "A pipeline was archived");
pub const PIPELINE_RESTORED: EventKind = kind("leads.pipeline_restored", "pipeline", "An archived pipeline was taken into use again");
pub const STAGE_ADDED: EventKind = kind("leads.stage_added", "pipeline", "A stage was added to a pipeline");
pub const STAGE_REMOVED: EventKind = kind("leads.stage_removed", "pipeline", "A stage was removed from a pipeline");
pub const STAGES_ORDERED: EventKind = kind("leads.stages_ordered", "pipeline", "The stages of a pipeline were put in another order");
pub const RELOCATED: EventKind = kind("leads.relocated", "lead", "A lead moved to another pipeline");
pub const RECOUNTED: EventKind = kind("leads.recounted", "lead", "A lead came to count as something else, because its stage does");
pub const QUEUE_EDITED: EventKind = kind("leads.queue_edited", "queue", "The queue that leads are given out by was changed");

/// Every kind of this room.
pub const ALL: &[EventKind] = &[
    CREATED,
    EDITED,
    ASSIGNED,
    RETURNED,
    MOVED,
    ARRANGED,
    LOST,
    REOPENED,
    QUOTED,
    CONVERTED,
    ACTIVITY_LOGGED,
    MAIL_WRITTEN,
    FOLLOW_UP_PLANNED,
    FOLLOW_UP_DONE,
    FOLLOW_UP_ENDED,
    FOLLOW_UP_REOPENED,
    VISIT_PLANNED,
    VISIT_CHANGED,
    VISIT_FILLED,
    VISIT_DONE,
    VISIT_CANCELLED,
    VISIT_MISSED,
    INTAKE_RECEIVED,
    INTAKE_REPLAYED,
    SOURCE_ADDED,
    SOURCE_EDITED,
    SOURCE_KEY_RENEWED,
    PIPELINE_INSTALLED,
    STAGE_EDITED,
    PIPELINE_EDITED,
    PIPELINE_PREFERRED,
    PIPELINE_ARCHIVED,
    PIPELINE_RESTORED,
    STAGE_ADDED,
    STAGE_REMOVED,
    STAGES_ORDERED,
    RELOCATED,
    RECOUNTED,
    QUEUE_EDITED,
];
