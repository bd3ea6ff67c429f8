use chrono::NaiveDateTime;

use super::{ItemAnswer, Missing, text};
use crate::Error;
use crate::packs::Label;

/// What else somebody does at the time of a job.
#[derive(Clone, Debug, PartialEq)]
pub enum Other {
    /// Another job, by its number.
    Job(String),
    /// A site visit, by the number of its lead; none for those who may not see that.
    Visit(Option<String>),
}

/// Somebody who is on another job or at a site visit at that time.
#[derive(Clone, Debug, PartialEq)]
pub struct Elsewhere {
    pub name: String,
    pub other: Other,
    /// When that one begins and ends, by the clocks where the refused job is.
    pub from: NaiveDateTime,
    pub to: NaiveDateTime,
}

impl Elsewhere {
    fn text(&self) -> String {
        let day = "%Y-%m-%d %H:%M";
        let until = if self.from.date() == self.to.date() { "%H:%M" } else { day };
        let (from, to) = (self.from.format(day), self.to.format(until));
        match &self.other {
            Other::Job(number) => text::elsewhere(&self.name, number, from, to),
            Other::Visit(Some(number)) => text::visiting_lead(&self.name, number, from, to),
            Other::Visit(None) => text::visiting(&self.name, from, to),
        }
    }
}

/// Why an intent was not carried out.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// The job has no such part.
    Unknown,
    /// Not on the crew, or the part belongs to another role.
    NotYours,
    /// Taken off the crew, or declined, since it was done.
    OffCrew,
    /// The job is completed, closed or cancelled.
    Over,
    /// The phase before it is not complete.
    Locked { waits_for: Label },
    /// The phase was not started.
    NotStarted,
    /// The phase is complete; its answers no longer change.
    Sealed,
    /// The phase still needs these.
    Missing(Vec<Missing>),
    /// A problem or an override needs words.
    ReasonNeeded,
    /// Somebody else answered differently meanwhile.
    Changed { title: Label, yours: ItemAnswer, theirs: ItemAnswer, note: String, by: String },
    /// Overriding needs the right to.
    MayNotOverride,
    /// The job is only requested.
    NotBooked,
    /// The job was booked already.
    Booked,
    /// The work is not completed.
    NotCompleted,
    /// The job is not closed.
    NotClosed,
    /// So many files are still on their way from a device.
    FilesWaiting(usize),
    /// These are on other jobs at the time of this one.
    Busy(Vec<Elsewhere>),
}

/// Code of [`Refusal::Busy`]: with a reason it is done all the same.
pub const CREW_BUSY: &str = "crew_busy";

impl Refusal {
    /// Stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Unknown => "unknown_part",
            Refusal::NotYours => "not_yours",
            Refusal::OffCrew => "off_crew",
            Refusal::Over => "job_over",
            Refusal::Locked { .. } => "phase_locked",
            Refusal::NotStarted => "phase_not_started",
            Refusal::Sealed => "phase_sealed",
            Refusal::Missing(_) => "phase_incomplete",
            Refusal::ReasonNeeded => "reason_needed",
            Refusal::Changed { .. } => "answer_changed",
            Refusal::MayNotOverride => "may_not_override",
            Refusal::NotBooked => "job_not_booked",
            Refusal::Booked => "job_booked",
            Refusal::NotCompleted => "job_not_completed",
            Refusal::NotClosed => "job_not_closed",
            Refusal::FilesWaiting(_) => "files_waiting",
            Refusal::Busy(_) => CREW_BUSY,
        }
    }

    /// What happened and what to do, in the language of the thread.
    pub fn text(&self) -> String {
        match self {
            Refusal::Unknown => text::unknown_part(),
            Refusal::NotYours => text::not_yours(),
            Refusal::OffCrew => text::off_crew(),
            Refusal::Over => text::job_over(),
            Refusal::Locked { waits_for } => text::locked(waits_for.text()),
            Refusal::NotStarted => text::not_started(),
            Refusal::Sealed => text::sealed(),
            Refusal::Missing(list) => text::incomplete(list.iter().map(Missing::text).collect::<Vec<_>>().join(", ")),
            Refusal::ReasonNeeded => text::reason_needed(),
            Refusal::Changed { title, yours, theirs, note, by } => {
                let theirs = if note.is_empty() { theirs.text() } else { format!("{} ({note})", theirs.text()) };
                text::changed(title.text(), yours.text(), by, theirs)
            }
            Refusal::MayNotOverride => text::may_not_override(),
            Refusal::NotBooked => text::not_booked(),
            Refusal::Booked => text::is_booked(),
            Refusal::NotCompleted => text::not_completed(),
            Refusal::NotClosed => text::not_closed(),
            Refusal::FilesWaiting(1) => text::file_waiting(),
            Refusal::FilesWaiting(n) => text::files_waiting(n),
            Refusal::Busy(people) => people.iter().map(Elsewhere::text).collect::<Vec<_>>().join(". "),
        }
    }
}

impl Missing {
    /// What is missing, in the language of the thread.
    pub fn text(&self) -> String {
        match self {
            Missing::Item { title, .. } => title.text().to_string(),
            Missing::Media { title, have, need, .. } => text::media_count(title.text(), have, need),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unknown => Error::NotFound,
            Refusal::NotYours => Error::Forbidden { missing: "jobs.work".into() },
            Refusal::MayNotOverride => Error::Forbidden { missing: "phases.override".into() },
            Refusal::ReasonNeeded => Error::field("reason", "required"),
            other => Error::conflict(other.code(), || other.text()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Locale, with_locale};

    #[test]
    fn who_is_elsewhere_is_told_with_the_other_job_and_its_times() {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        let other = |name: &str, from: &str, to: &str| Elsewhere {
            name: name.into(),
            other: Other::Job("J-00007".into()),
            from: at(from),
            to: at(to),
        };
        let one = Refusal::Busy(vec![other("Theo", "2026-11-24 08:00", "2026-11-24 12:30")]);
        assert_eq!(one.text(), "Theo is on J-00007 from 2026-11-24 08:00 to 12:30");
        let french = with_locale(Locale::Fr, || one.text());
        assert_eq!(french, "Theo est sur J-00007 de 2026-11-24 08:00 à 12:30");
        let visit = |number: Option<&str>| {
            let to = other("Theo", "2026-11-24 08:00", "2026-11-24 12:30");
            Refusal::Busy(vec![Elsewhere { other: Other::Visit(number.map(str::to_owned)), ..to }]).text()
        };
        assert_eq!(visit(Some("L-00012")), "Theo goes to the site visit of L-00012 from 2026-11-24 08:00 to 12:30");
        assert_eq!(visit(None), "Theo goes to a site visit from 2026-11-24 08:00 to 12:30");
        let night = other("Mona", "2026-11-24 22:00", "2026-11-25 03:00");
        let Refusal::Busy(mut people) = one else { panic!("it is made above") };
        people.push(night);
        let both = Refusal::Busy(people);
        assert!(both.text().ends_with("12:30. Mona is on J-00007 from 2026-11-24 22:00 to 2026-11-25 03:00"), "{}", both.text());
        assert!(matches!(Error::from(both), Error::Conflict { code, .. } if code == CREW_BUSY));
    }
}
