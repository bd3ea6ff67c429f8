//! Facts about jobs.

use crate::events::EventKind;

pub const CREATED: EventKind = EventKind { name: "jobs.created", entity: "job", says: "A job was booked" };
pub const REQUESTED: EventKind = EventKind { name: "jobs.requested", entity: "job", says: "A customer asked for a job" };
pub const BOOKED: EventKind = EventKind { name: "jobs.booked", entity: "job", says: "A requested job was agreed and booked" };
pub const CREW_ASSIGNED: EventKind = EventKind { name: "jobs.crew_assigned", entity: "job", says: "The crew of a job was set" };
pub const CREW_REPLIED: EventKind =
    EventKind { name: "jobs.crew_replied", entity: "job", says: "A crew member confirmed or declined a job" };
pub const RESCHEDULED: EventKind = EventKind { name: "jobs.rescheduled", entity: "job", says: "The time of a job was set" };
pub const PRIORITIZED: EventKind = EventKind { name: "jobs.prioritized", entity: "job", says: "The priority of a job was changed" };
pub const CANCELLED: EventKind = EventKind { name: "jobs.cancelled", entity: "job", says: "A job was cancelled" };
pub const STARTED: EventKind = EventKind { name: "jobs.started", entity: "job", says: "Work on a job began" };
pub const COMPLETED: EventKind = EventKind { name: "jobs.completed", entity: "job", says: "A job was completed" };
pub const CLOSED: EventKind = EventKind { name: "jobs.closed", entity: "job", says: "A completed job was closed" };
pub const REOPENED: EventKind = EventKind { name: "jobs.reopened", entity: "job", says: "A closed job was opened again" };
pub const TRAVELLED: EventKind =
    EventKind { name: "jobs.travelled", entity: "job", says: "The crew set out, arrived, began or finished at a stop" };
pub const NOTED: EventKind = EventKind { name: "jobs.noted", entity: "job", says: "A note or instruction was written on a job" };
pub const PHASE_STARTED: EventKind = EventKind { name: "phases.started", entity: "phase", says: "A phase was started" };
pub const PHASE_COMPLETED: EventKind = EventKind { name: "phases.completed", entity: "phase", says: "A phase was completed and sealed" };
pub const PHASE_OVERRIDDEN: EventKind =
    EventKind { name: "phases.overridden", entity: "phase", says: "A phase was completed although something was missing" };
pub const ITEM_ANSWERED: EventKind = EventKind { name: "items.answered", entity: "item", says: "A checklist item was answered" };
pub const ITEM_SETTLED: EventKind =
    EventKind { name: "items.settled", entity: "item", says: "Of two answers to a checklist item the one that stood was chosen" };
pub const ITEM_OUTDATED: EventKind =
    EventKind { name: "items.outdated", entity: "item", says: "An answer arrived after a later one of the same person, which stands" };
pub const INTENT_REFUSED: EventKind =
    EventKind { name: "jobs.intent_refused", entity: "job", says: "Something a device sent contradicts the job and waits for a person" };

/// All kinds of this room.
pub const ALL: &[EventKind] = &[
    CREATED,
    REQUESTED,
    BOOKED,
    CREW_ASSIGNED,
    CREW_REPLIED,
    RESCHEDULED,
    PRIORITIZED,
    CANCELLED,
    STARTED,
    COMPLETED,
    CLOSED,
    REOPENED,
    TRAVELLED,
    NOTED,
    PHASE_STARTED,
    PHASE_COMPLETED,
    PHASE_OVERRIDDEN,
    ITEM_ANSWERED,
    ITEM_SETTLED,
    ITEM_OUTDATED,
    INTENT_REFUSED,
];
