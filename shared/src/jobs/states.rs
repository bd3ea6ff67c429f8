//! The states and kinds of a job and its parts.

choice! {
    /// Where a job stands.
    JobStatus {
        Requested = "requested",
        Booked = "booked",
        Assigned = "assigned",
        InProgress = "in_progress",
        Completed = "completed",
        Closed = "closed",
        Cancelled = "cancelled",
    }
}

impl JobStatus {
    /// Whether the work is over, well or badly.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Closed | Self::Cancelled)
    }
}

choice! {
    Priority { Low = "low", Normal = "normal", High = "high", Urgent = "urgent" }
}

choice! {
    /// How far a job is billed.
    BillingStatus { Pending = "pending", Invoiced = "invoiced", PartPaid = "part_paid", Paid = "paid" }
}

choice! {
    /// How far an instalment is billed.
    InstalmentStatus { Open = "open", Invoiced = "invoiced", Paid = "paid" }
}

choice! {
    PhaseStatus {
        /// Not begun.
        Waiting = "waiting",
        Active = "active",
        /// Sealed.
        Complete = "complete",
    }
}

choice! {
    /// The answer to a checklist item.
    ItemAnswer {
        Open = "open",
        Done = "done",
        /// Needs a note.
        Problem = "problem",
        NotApplicable = "not_applicable",
    }
}

choice! {
    /// What a crew member said to being put on a job.
    CrewReply { Asked = "asked", Confirmed = "confirmed", Declined = "declined" }
}

choice! {
    /// What happens at a stop.
    StopKind { Pickup = "pickup", Waypoint = "waypoint", Stop = "stop", DropOff = "drop_off" }
}

choice! {
    /// The one big next action on the road.
    TravelVerb {
        OnMyWay = "on_my_way",
        Arrived = "arrived",
        Start = "start",
        Complete = "complete",
    }
}

choice! {
    /// Who a note is written for.
    NoteKind {
        /// Written by the crew or office as the work goes.
        Note = "note",
        /// An instruction to read before and during the work.
        Instruction = "instruction",
    }
}

choice! {
    /// How much an instruction matters.
    Weight { Normal = "normal", Important = "important", Critical = "critical" }
}
