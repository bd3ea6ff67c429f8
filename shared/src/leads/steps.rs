//! Planned steps that end by themselves: what a step waits for, and what happens that there is nothing left to do for it.
//!
//! Only what the program learns by itself ends a step. What people agree on at the phone is theirs to tick off, and so is
//! money that comes in, until something tells of it.

use self::Awaits::{Answer, Crew, Deposit, Work};

crate::choice! {
    /// What a planned step waits for.
    Awaits {
        /// Somebody is on the job.
        Crew = "crew",
        /// What is due on acceptance is paid.
        Deposit = "deposit",
        /// The customer answers the offer.
        Answer = "answer",
        /// The work begins: what is said before it.
        Work = "work",
    }
}

crate::choice! {
    /// What happened that ended a planned step.
    Happened {
        CrewSet = "crew_set",
        /// The customer took the offer.
        Accepted = "accepted",
        /// The customer does not want it.
        Declined = "declined",
        /// The office took the offer back.
        Withdrawn = "withdrawn",
        WorkBegun = "work_begun",
        WorkDone = "work_done",
        JobCancelled = "job_cancelled",
    }
}

impl Happened {
    /// What of that which steps wait for has come, or never will.
    pub const fn settles(self) -> &'static [Awaits] {
        match self {
            Self::CrewSet => &[Crew],
            Self::Accepted | Self::Declined | Self::Withdrawn => &[Answer],
            // nobody is put on work that is under way, or done, because of a list
            Self::WorkBegun | Self::WorkDone => &[Crew, Work],
            Self::JobCancelled => &[Crew, Deposit, Work],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_a_step_waits_for_is_settled_by_something_and_nothing_settles_twice() {
        for awaits in Awaits::ALL {
            assert!(Happened::ALL.iter().any(|happened| happened.settles().contains(awaits)), "{awaits}");
        }
        for happened in Happened::ALL {
            let mut settled = happened.settles().to_vec();
            settled.sort_unstable();
            settled.dedup();
            assert_eq!(settled.len(), happened.settles().len(), "{happened}");
            assert!(!settled.is_empty(), "{happened}");
        }
    }

    #[test]
    fn what_is_owed_is_owed_until_the_job_is_called_off() {
        let settling: Vec<_> = Happened::ALL.iter().filter(|happened| happened.settles().contains(&Deposit)).collect();
        assert_eq!(settling, [&Happened::JobCancelled], "work that begins pays nothing");
    }
}
