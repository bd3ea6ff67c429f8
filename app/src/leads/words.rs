//! Names of the choices of leads, for people.

use crate::ui::{IconName, Tone, format};
use shared::customers::CustomField;
use shared::leads::{
    ActivityKind, Awaits, Happened, JourneyMark, JourneyStep, LeadRow, LeadSource, LeadStatus, LeadView, LostReason, Outcome,
    RequiredField, ScoreFactor, ScoreReason, StageTone, StepNote, Urgency,
};
use shared::packs::ServiceLine;
use shared::{Currency, FieldErrors, Money};

use shared::leads::rules::Gap;

use super::text;

/// From where to where, as it was given.
pub fn route(lead: &LeadRow) -> String {
    [lead.origin.as_deref(), lead.destination.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" → ")
}

/// From where to where in a few words: the towns, where they are known.
pub fn short_route(lead: &LeadRow) -> String {
    match (&lead.origin, &lead.destination) {
        (Some(from), Some(to)) => {
            let (from, to) = shared::pricing::ends(from, to);
            format!("{from} → {to}")
        }
        _ => route(lead),
    }
}

mod names {
    shared::catalog_bilingual! {
        online { "Online form" / "Formulaire en ligne" } phone { "Phone" / "Téléphone" } email { "E-mail" / "Courriel" } referral { "Referral" / "Recommandation" } walk_in { "Walk-in" / "Sur place" } whatsapp { "WhatsApp" / "WhatsApp" } api { "API" / "API" }
        low { "Low" / "Basse" } medium { "Medium" / "Moyenne" } high { "High" / "Élevée" }
        new { "New" / "Nouvelle" } contacted { "Contacted" / "Contactée" } qualified { "Qualified" / "Qualifiée" } quoted { "Quoted" / "Soumission faite" } converted { "Won" / "Gagnée" } lost { "Lost" / "Perdue" }
        price { "Price" / "Prix" } competitor { "Went to a competitor" / "Parti chez un concurrent" } no_capacity { "No capacity" / "Pas de disponibilité" } no_answer { "No answer" / "Sans réponse" } postponed { "Postponed" / "Reporté" }
        not_our_work { "Not our work" / "Hors de nos services" } duplicate { "Duplicate" / "Doublon" } spam { "Spam" / "Pourriel" } other { "Other" / "Autre" }
        reached { "Reached" / "Joint" } left_message { "Left a message" / "Message laissé" } held { "Took place" / "A eu lieu" } not_held { "Did not take place" / "N'a pas eu lieu" }
        moving { "Moving" / "Déménagement" } charter { "Charter" / "Nolisement" } glass { "Glass repair" / "Réparation de vitres" } contracting { "Contracting" / "Rénovation" }
        source_odds(n) { "this source wins {n} %" / "cette source gagne à {n} %" } wanted_soon(n) { "wanted in {n} days" / "souhaitée dans {n} j" } wanted_past(n) { "date passed {n} days ago" / "date passée de {n} j" }
        date_known { "date known" / "date connue" } route_known { "route known" / "trajet connu" } ways(n) { "{n} ways to reach" / "moyens de joindre : {n}" } no_way { "no way to reach" / "aucun moyen de joindre" } large_value(amount) { "worth {amount}" / "valeur de {amount}" }
        urgent { "urgent" / "urgente" } not_urgent { "not urgent" / "non urgente" } known_customer { "known customer" / "client connu" } answered_fast(time) { "answered in {time}" / "réponse en {time}" }
        not_answered(n) { "no answer for {n} h" / "sans réponse depuis {n} h" } step_planned { "next step planned" / "prochaine action prévue" } step_overdue(n) { "next step {n} days late" / "prochaine action en retard de {n} j" } progress { "moved ahead" / "a avancé" }
    }
}

/// The name of a view.
pub fn view(view: LeadView) -> String {
    match view {
        LeadView::All => text::view_all(),
        LeadView::Mine => text::view_mine(),
        LeadView::Recent => text::view_recent(),
        LeadView::Due => text::view_due(),
        LeadView::Unassigned => text::view_unassigned(),
        LeadView::Hot => text::view_hot(),
    }
}

/// The name of a source.
pub fn source(source: LeadSource) -> String {
    match source {
        LeadSource::Online => names::online(),
        LeadSource::Phone => names::phone(),
        LeadSource::Email => names::email(),
        LeadSource::Referral => names::referral(),
        LeadSource::WalkIn => names::walk_in(),
        LeadSource::WhatsApp => names::whatsapp(),
        LeadSource::Api => names::api(),
    }
}

/// The name of an urgency.
pub fn urgency(urgency: Urgency) -> String {
    match urgency {
        Urgency::Low => names::low(),
        Urgency::Medium => names::medium(),
        Urgency::High => names::high(),
    }
}

/// The name of a status.
pub fn status(status: LeadStatus) -> String {
    match status {
        LeadStatus::New => names::new(),
        LeadStatus::Contacted => names::contacted(),
        LeadStatus::Qualified => names::qualified(),
        LeadStatus::Quoted => names::quoted(),
        LeadStatus::Converted => names::converted(),
        LeadStatus::Lost => names::lost(),
    }
}

/// The tone of a status.
pub fn status_tone(status: LeadStatus) -> Tone {
    match status {
        LeadStatus::New => Tone::Neutral,
        LeadStatus::Contacted => Tone::Info,
        LeadStatus::Qualified => Tone::Violet,
        LeadStatus::Quoted => Tone::Brand,
        LeadStatus::Converted => Tone::Ok,
        LeadStatus::Lost => Tone::Danger,
    }
}

/// The tone of a stage.
pub fn stage_tone(tone: StageTone) -> Tone {
    match tone {
        StageTone::Neutral => Tone::Neutral,
        StageTone::Info => Tone::Info,
        StageTone::Violet => Tone::Violet,
        StageTone::Brand => Tone::Brand,
        StageTone::Warning => Tone::Warn,
        StageTone::Success => Tone::Ok,
        StageTone::Danger => Tone::Danger,
    }
}

/// Why it was lost.
pub fn lost(reason: LostReason) -> String {
    match reason {
        LostReason::Price => names::price(),
        LostReason::Competitor => names::competitor(),
        LostReason::NoCapacity => names::no_capacity(),
        LostReason::NoAnswer => names::no_answer(),
        LostReason::Postponed => names::postponed(),
        LostReason::NotOurWork => names::not_our_work(),
        LostReason::Duplicate => names::duplicate(),
        LostReason::Spam => names::spam(),
        LostReason::Other => names::other(),
    }
}

/// What came of an activity.
pub fn outcome(outcome: Outcome) -> String {
    match outcome {
        Outcome::Reached => names::reached(),
        Outcome::LeftMessage => names::left_message(),
        Outcome::NoAnswer => names::no_answer(),
        Outcome::Held => names::held(),
        Outcome::NotHeld => names::not_held(),
    }
}

/// What ends a planned step by itself, where that is worth knowing while it is open: what is owed ends by itself only with
/// the job.
pub fn awaits(awaits: Awaits) -> Option<String> {
    match awaits {
        Awaits::Crew => Some(text::awaits_crew()),
        Awaits::Deposit => None,
        Awaits::Answer => Some(text::awaits_answer()),
        Awaits::Work => Some(text::awaits_work()),
    }
}

/// What ended a planned step.
pub fn ended(happened: Happened) -> String {
    match happened {
        Happened::CrewSet => text::ended_crew(),
        Happened::Accepted => text::ended_accepted(),
        Happened::Declined => text::ended_declined(),
        Happened::Withdrawn => text::ended_withdrawn(),
        Happened::WorkBegun => text::ended_begun(),
        Happened::WorkDone => text::ended_done(),
        Happened::JobCancelled => text::ended_cancelled(),
    }
}

/// The name of a kind of activity.
pub fn activity(kind: ActivityKind) -> String {
    match kind {
        ActivityKind::Call => text::log_call(),
        ActivityKind::Email => text::log_email(),
        ActivityKind::Meeting => text::log_meeting(),
        ActivityKind::Visit => text::log_visit(),
        ActivityKind::Note => text::log_note(),
    }
}

/// The icon of a kind of activity.
pub fn activity_icon(kind: ActivityKind) -> IconName {
    match kind {
        ActivityKind::Call => IconName::Phone,
        ActivityKind::Email => IconName::Mail,
        ActivityKind::Meeting => IconName::Users,
        ActivityKind::Visit => IconName::MapPin,
        ActivityKind::Note => IconName::StickyNote,
    }
}

/// The name of a service line.
pub fn line(line: ServiceLine) -> String {
    match line {
        ServiceLine::Moving => names::moving(),
        ServiceLine::Charter => names::charter(),
        ServiceLine::Glass => names::glass(),
        ServiceLine::Contracting => names::contracting(),
    }
}

/// The icon of a service line.
pub fn line_icon(line: ServiceLine) -> IconName {
    match line {
        ServiceLine::Moving => IconName::Truck,
        ServiceLine::Charter => IconName::Bus,
        ServiceLine::Glass => IconName::Wrench,
        ServiceLine::Contracting => IconName::Building2,
    }
}

/// What a stage asks for.
pub fn required(field: RequiredField) -> String {
    match field {
        RequiredField::WantedOn => text::need_wanted_on(),
        RequiredField::Origin => text::need_origin(),
        RequiredField::Destination => text::need_destination(),
        RequiredField::Passengers => text::need_passengers(),
        RequiredField::Value => text::need_value(),
        RequiredField::Contact => text::need_contact(),
        RequiredField::Owner => text::need_owner(),
        RequiredField::Quote => text::need_quote(),
    }
}

/// What a move was refused for, which names fields; those of the organization's own are called as they are among `own`.
pub fn lacking(errors: &FieldErrors, own: &[CustomField]) -> String {
    let called = |key: &str| own.iter().find(|field| field.key == key).map_or_else(|| key.to_owned(), |field| field.label.clone());
    let lacks = |field: &String| match field.as_str() {
        "phone" => required(RequiredField::Contact),
        "value_cents" => required(RequiredField::Value),
        other => match other.strip_prefix("custom.") {
            Some(key) => called(key),
            None => other.parse::<RequiredField>().map_or_else(|_| other.to_owned(), required),
        },
    };
    text::asks_for(errors.0.keys().map(lacks).collect::<Vec<_>>().join(", "))
}

/// What a card lacks for a stage.
pub fn gap(gap: &Gap) -> String {
    match gap {
        Gap::Needs(field) => text::asks_for(required(*field)),
        Gap::NeedsField(field) => text::asks_for(&field.label),
        Gap::Full { limit } | Gap::WipReason { limit } => text::full_refuses(limit, limit),
        Gap::LostReason => text::asks_lost_reason(),
        Gap::NeedsAcceptance => text::won_by_acceptance(),
    }
}

/// What points were given for.
pub fn reason(reason: &ScoreReason, currency: Currency) -> String {
    let n = reason.number;
    match reason.factor {
        ScoreFactor::SourceOdds => names::source_odds(n),
        ScoreFactor::WantedSoon => names::wanted_soon(n),
        ScoreFactor::WantedPast => names::wanted_past(n),
        ScoreFactor::DateKnown => names::date_known(),
        ScoreFactor::RouteKnown => names::route_known(),
        ScoreFactor::WaysToReach => names::ways(n),
        ScoreFactor::NoWayToReach => names::no_way(),
        ScoreFactor::LargeValue => names::large_value(whole(n, currency)),
        ScoreFactor::Urgent => names::urgent(),
        ScoreFactor::NotUrgent => names::not_urgent(),
        ScoreFactor::KnownCustomer => names::known_customer(),
        ScoreFactor::AnsweredFast => names::answered_fast(format::duration(n)),
        ScoreFactor::NotAnswered => names::not_answered(n),
        ScoreFactor::StepPlanned => names::step_planned(),
        ScoreFactor::StepOverdue => names::step_overdue(n),
        ScoreFactor::Progress => names::progress(),
    }
}

/// So many of the currency's main unit.
fn whole(n: i64, currency: Currency) -> String {
    format::money_whole(Money::new(n.saturating_mul(100), currency))
}

/// A step of the tracker: its name, and the line under it.
pub fn step(mark: &JourneyMark) -> (String, String) {
    let name = match mark.step {
        JourneyStep::Inquiry => text::step_inquiry(),
        JourneyStep::SiteVisit => text::step_visit(),
        JourneyStep::Quote => text::step_quote(),
        JourneyStep::Booking => text::step_booking(),
        JourneyStep::Job => text::step_job(),
        JourneyStep::WrapUp => text::step_wrap_up(),
    };
    let note = match mark.note {
        StepNote::Received => text::note_received(),
        StepNote::Lost => text::note_lost(),
        StepNote::VisitOptional => text::note_visit_optional(),
        StepNote::VisitPlanned => text::note_visit_planned(),
        StepNote::VisitDone => text::note_visit_done(),
        StepNote::VisitSkipped => text::note_visit_skipped(),
        StepNote::QuoteToMake => text::note_quote_to_make(),
        StepNote::QuoteDraft => text::note_quote_draft(),
        StepNote::QuoteSent => text::note_quote_sent(),
        StepNote::QuoteViewed => text::note_quote_viewed(),
        StepNote::QuoteClosed => text::note_quote_closed(),
        StepNote::QuoteAccepted => text::note_quote_accepted(),
        StepNote::QuoteSkipped => text::note_quote_skipped(),
        StepNote::NeedsQuote => text::note_needs_quote(),
        StepNote::NeedsSignature => text::note_needs_signature(),
        StepNote::Signed => text::note_signed(),
        StepNote::Agreed => text::note_agreed(),
        StepNote::NeedsBooking => text::note_needs_booking(),
        StepNote::JobBooked => text::note_job_booked(),
        StepNote::JobUnderWay => text::note_job_under_way(),
        StepNote::JobDone => text::note_job_done(),
        StepNote::JobCancelled => text::note_job_cancelled(),
        StepNote::AfterJob => text::note_after_job(),
        StepNote::ToWrapUp => text::note_to_wrap_up(),
        StepNote::WrappedUp => text::note_wrapped_up(),
    };
    (name, note)
}
