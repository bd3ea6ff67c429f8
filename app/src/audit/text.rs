//! Texts of timelines and the audit view, and the sentence an event is told in.

use shared::customers::preferences::text as channels;
use shared::events::Event;
use shared::jobs::{ItemAnswer, TravelVerb, site_visit};
use shared::pricing::text::{money, percent_bp};
use shared::quotes::ShareChannel;
use shared::text::{Locale, french, locale, with_locale};

shared::catalog_bilingual! {
    audit { "Audit" / "Audit" }
    timeline { "Timeline" / "Chronologie" }
    none_title { "Nothing happened yet" / "Rien ne s'est encore passé" }
    more { "Show earlier" / "Afficher plus ancien" }
    audit_lead { "Who did what, when and from where. Nothing here can be changed." / "Qui a fait quoi, quand et d'où. Rien ici ne peut être changé." }
    filters { "Filters of the log" / "Filtres du journal" }
    pages { "Pages of the log" / "Pages du journal" }
    newer { "Newer" / "Plus récents" }
    older { "Older" / "Plus anciens" }
    by_staff { "Staff" / "Personnel" }
    by_customer { "Customer" / "Client" }
    by_key { "API key" / "Clé d'API" }
    by_public { "Visitor" / "Visiteur" }
    by_system { "System" / "Système" }
    when { "When" / "Quand" }
    who { "Who" / "Qui" }
    what { "What" / "Quoi" }
    origin { "From" / "D'où" }
    on_behalf { "on behalf of" / "au nom de" }
    find { "Search names, devices and details" / "Chercher noms, appareils et détails" }
    room { "Area" / "Domaine" }
    every_room { "Every area" / "Tous les domaines" }
    from_day { "From" / "Du" }
    to_day { "Until" / "Au" }
    ip { "IP address" / "Adresse IP" }
    export { "Export CSV" / "Exporter en CSV" }
    check { "Check the log" / "Vérifier le journal" }
    checked_one { "1 entry, unbroken" / "1 entrée, chaîne intacte" }
    checked(n) { "{n} entries, unbroken" / "{n} entrées, chaîne intacte" }
    broken(n) { "The log was changed at entry {n}" / "Le journal a été modifié à l'entrée {n}" }
    item_done(item) { "{item}: done" / "{item} : fait" }
    item_open(item) { "{item}: opened again" / "{item} : rouvert" }
    item_problem(item, note) { "{item}: problem. {note}" / "{item} : problème. {note}" }
    item_na(item, note) { "{item}: not applicable. {note}" / "{item} : sans objet. {note}" }
    phase_started(phase) { "Started {phase}" / "Étape commencée : {phase}" }
    phase_completed(phase) { "Completed and sealed {phase}" / "Étape terminée et scellée : {phase}" }
    phase_overridden(phase, reason) { "Completed {phase} although something was missing: {reason}" / "Étape {phase} terminée bien qu'il manquât quelque chose : {reason}" }
    travelled(step, stop) { "{step}: {stop}" / "{step} : {stop}" }
    noted(words) { "Wrote: {words}" / "Note écrite : {words}" }
    crew(names) { "Set the crew: {names}" / "Équipe affectée : {names}" }
    price_approved(off) { "Approved a price with {off} taken off by hand" / "Prix approuvé avec un rabais manuel de {off}" }
    price_approved_noting(off, note) { "Approved a price with {off} taken off by hand: {note}" / "Prix approuvé avec un rabais manuel de {off} : {note}" }
    priced_online(amount) { "Worked out {amount} online and asked for the offer" / "Prix calculé en ligne, {amount}, et offre demandée" }
    sent_by(channel) { "Sent a quote by {channel}" / "Soumission envoyée par {channel}" }
    sent_as_link { "Made the link of a quote to pass on" / "Lien d'une soumission créé pour être transmis" }
    crew_nobody { "nobody" / "personne" }
    double_booked(sentence, names, reason) { "{sentence}, although also on another job ({names}): {reason}" / "{sentence}, bien qu'aussi sur un autre travail ({names}) : {reason}" }
    instead_of(sentence, before) { "{sentence}, in place of “{before}”" / "{sentence}, au lieu de « {before} »" }
    disputed(item, given, stands, by) { "{item}: answered “{given}” without having seen “{stands}” of {by}. One of the two is to be chosen" / "{item} : réponse « {given} » donnée sans avoir vu « {stands} » de {by}. L'une des deux est à choisir" }
    settled(item, stands, given) { "{item}: let “{stands}” stand and gave up “{given}”" / "{item} : « {stands} » maintenu, « {given} » abandonné" }
    outdated(item, given, stands) { "{item}: an earlier “{given}” arrived after “{stands}”, which stands" / "{item} : un « {given} » antérieur est arrivé après « {stands} », qui reste" }
    refused_answer(item, given, detail) { "{item}: “{given}” was not taken: {detail}" / "{item} : « {given} » n'a pas été pris : {detail}" }
    refused_words(words, detail) { "“{words}” was not taken: {detail}" / "« {words} » n'a pas été pris : {detail}" }
    refused(detail) { "Was refused: {detail}" / "Refusé : {detail}" }
}

/// Who acted, by the kind the log keeps.
pub fn actor_name(kind: &str) -> String {
    match kind {
        "staff" => by_staff(),
        "customer" => by_customer(),
        "api_key" => by_key(),
        "public" => by_public(),
        "system" => by_system(),
        other => other.to_string(),
    }
}

/// An area of the product as people call it: the first word of its events' names.
pub fn room_name(room: &str) -> String {
    if let Some(called) = super::french::area(room).filter(|_| locale() == Locale::Fr) {
        return french(called.to_string());
    }
    let words = room.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Words in the particulars of an event, in the language of the thread where they were kept in both: `item_fr` beside
/// `item`.
fn words_of<'a>(data: &'a serde_json::Value, at: &str) -> &'a str {
    let read = |at: &str| data.pointer(at).and_then(|v| v.as_str());
    let in_french = if locale() == Locale::Fr { read(&format!("{at}_fr")).filter(|words| !words.is_empty()) } else { None };
    in_french.or_else(|| read(at)).unwrap_or_default()
}

/// An answer in the particulars of an event.
fn answer(event: &Event, at: &str) -> Option<ItemAnswer> {
    event.data.pointer(at)?.as_str()?.parse().ok()
}

/// Two answers to one item, and whose they are.
fn contradiction(event: &Event) -> Option<String> {
    let stands = event.data.get("stands")?;
    let words = |name: &str| words_of(stands, &format!("/{name}"));
    let theirs = with_note(answer(event, "/stands/answer")?, words("note"));
    Some(disputed(words("item"), answer(event, "/intent/answer")?.text(), theirs, words("by")))
}

fn with_note(answer: ItemAnswer, note: &str) -> String {
    if note.is_empty() { answer.text() } else { format!("{} ({note})", answer.text()) }
}

/// What somebody wanted that was not taken, in their words.
fn not_taken(event: &Event, detail: &str) -> Option<String> {
    let words = |at: &str| words_of(&event.data, at).to_string();
    match answer(event, "/wanted/answer") {
        Some(given) => Some(refused_answer(words("/wanted/item"), with_note(given, &words("/wanted/note")), detail)),
        None => [words("/wanted/text"), words("/wanted/reason")]
            .into_iter()
            .find(|text| !text.is_empty())
            .map(|text| refused_words(text, detail)),
    }
}

/// What happened, in one sentence with its particulars.
pub fn sentence(event: &Event) -> String {
    let field = |name: &str| words_of(&event.data, &format!("/{name}")).to_string();
    match event.kind.as_str() {
        "items.answered" => {
            let (before, after) = (answer(event, "/answer/before"), answer(event, "/answer/after"));
            let sentence = match after {
                Some(ItemAnswer::Done) => item_done(field("item")),
                Some(ItemAnswer::Problem) => item_problem(field("item"), field("note")),
                Some(ItemAnswer::NotApplicable) => item_na(field("item"), field("note")),
                Some(ItemAnswer::Open) | None => item_open(field("item")),
            };
            match before.filter(|before| *before != ItemAnswer::Open && Some(*before) != after) {
                Some(before) => instead_of(sentence, before.text()),
                None => sentence,
            }
        }
        "items.settled" => {
            let words = |at: &str| answer(event, at).map(ItemAnswer::text).unwrap_or_default();
            settled(field("item"), words("/stands"), words("/given"))
        }
        "items.outdated" => {
            let given = answer(event, "/given").map(|given| with_note(given, &field("note"))).unwrap_or_default();
            outdated(field("item"), given, answer(event, "/stands").map(ItemAnswer::text).unwrap_or_default())
        }
        "phases.started" => phase_started(field("phase")),
        "phases.completed" => phase_completed(field("phase")),
        "phases.overridden" => phase_overridden(field("phase"), field("reason")),
        "jobs.travelled" => {
            let step = field("step").parse::<TravelVerb>().map(TravelVerb::text).unwrap_or_default();
            travelled(step, field("stop"))
        }
        "jobs.noted" => noted(field("text")),
        "jobs.intent_refused" => {
            let detail = field("detail");
            contradiction(event).or_else(|| not_taken(event, &detail)).unwrap_or_else(|| refused(detail))
        }
        "quotes.approved" => {
            let off = percent_bp(event.data.get("off_bp").and_then(|v| v.as_i64()).unwrap_or_default());
            if field("note").is_empty() { price_approved(off) } else { price_approved_noting(off, field("note")) }
        }
        "quotes.sent" if field("channel") == ShareChannel::Link.key() => sent_as_link(),
        "quotes.sent" if field("channel") == ShareChannel::Sms.key() => sent_by(channels::sms()),
        "quotes.sent" if field("channel") == ShareChannel::Whatsapp.key() => sent_by(channels::whatsapp()),
        "quotes.priced_online" => {
            let cents = event.data.get("total_cents").and_then(|v| v.as_i64()).unwrap_or_default();
            priced_online(money(cents, field("currency").parse().unwrap_or_default()))
        }
        "jobs.crew_assigned" => {
            let names: Vec<String> = event
                .data
                .pointer("/crew/after")
                .and_then(|v| v.as_array())
                .map(|list| list.iter().filter_map(|v| v.as_str().map(str::to_string)).collect())
                .unwrap_or_default();
            on_both(event, crew(if names.is_empty() { crew_nobody() } else { names.join(", ") }))
        }
        kind if kind.starts_with("assistant.") => {
            let says = kind_says(kind).unwrap_or_default();
            match field("kind").parse::<shared::assistant::SuggestionKind>() {
                Ok(of) => crate::assistant::text::told(says, crate::assistant::text::title(of)),
                Err(_) => says,
            }
        }
        kind => {
            super::people::told(kind, &field("name")).unwrap_or_else(|| on_both(event, kind_says(kind).unwrap_or_else(|| kind.to_string())))
        }
    }
}

/// What a kind of event says of itself, in the language of the thread.
fn kind_says(kind: &str) -> Option<String> {
    let found = shared::events::find(kind)?;
    Some(match super::french::says(kind).filter(|_| locale() == Locale::Fr) {
        Some(says) => french(says.to_string()),
        None => found.says.to_string(),
    })
}

/// The sentence, with who is on two jobs at once by it and why, if somebody is.
fn on_both(event: &Event, sentence: String) -> String {
    let Some(both) = event.data.get("double_booked") else { return sentence };
    let with = both.get("with").and_then(|v| v.as_array()).into_iter().flatten().filter_map(|v| v.as_str());
    let names: Vec<String> = with.map(on_what).collect();
    double_booked(sentence, names.join(", "), both.get("reason").and_then(|v| v.as_str()).unwrap_or_default())
}

/// Who is on what else. A site visit is kept in English, and was kept in the language of whoever acted.
fn on_what(kept: &str) -> String {
    let visit = |written| format!(" ({})", with_locale(written, site_visit));
    let name = [Locale::En, Locale::Fr].into_iter().find_map(|written| kept.strip_suffix(visit(written).as_str()));
    name.map_or_else(|| kept.to_string(), |name| format!("{name} ({})", site_visit()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;

    fn said(kind: &str, data: &Value) -> String {
        let nobody = Uuid::nil();
        let event = json!({
            "id": nobody, "seq": 1, "at": "2026-01-01T08:00:00Z", "kind": kind, "entity": "item", "entity_id": nobody, "of": null, "actor": "Theo",
            "actor_kind": "staff", "actor_id": null, "on_behalf_of": null, "ip": null, "device": null, "data": data
        });
        sentence(&serde_json::from_value(event).unwrap())
    }

    #[test]
    fn a_price_worked_out_online_is_told_with_its_amount() {
        let data = json!({ "total_cents": 186_700, "currency": "CAD" });
        assert_eq!(said("quotes.priced_online", &data), "Worked out $1,867.00 online and asked for the offer");
    }

    #[test]
    fn a_quote_that_was_not_mailed_is_told_with_the_way_it_took() {
        assert_eq!(said("quotes.sent", &json!({ "channel": "sms" })), "Sent a quote by SMS");
        assert_eq!(said("quotes.sent", &json!({ "channel": "link" })), "Made the link of a quote to pass on");
        assert_eq!(said("quotes.sent", &json!({ "channel": "email" })), "sent a quote");
    }

    #[test]
    fn contradicting_answers_are_told_with_both_values_and_with_the_choice() {
        let stands = json!({ "item": "Straps", "answer": "not_applicable", "note": "Nobody home", "by": "Dana" });
        let refused = json!({ "intent": { "verb": "answer_item", "answer": "done" }, "detail": "…", "stands": stands });
        assert_eq!(
            said("jobs.intent_refused", &refused),
            "Straps: answered “Done” without having seen “Not applicable (Nobody home)” of Dana. One of the two is to be chosen"
        );
        assert_eq!(said("jobs.intent_refused", &json!({ "stands": null, "detail": "The job is over" })), "Was refused: The job is over");
        let late =
            json!({ "stands": null, "detail": "The job is over", "wanted": { "item": "Straps", "answer": "problem", "note": "torn" } });
        assert_eq!(said("jobs.intent_refused", &late), "Straps: “Problem (torn)” was not taken: The job is over");
        let note = json!({ "stands": null, "detail": "The job is over", "wanted": { "text": "Ring twice" } });
        assert_eq!(said("jobs.intent_refused", &note), "“Ring twice” was not taken: The job is over");
        let told = json!({ "stands": null, "detail": "The job is over", "detail_fr": "Le travail est terminé" });
        assert_eq!(with_locale(Locale::Fr, || said("jobs.intent_refused", &told)), "Refusé\u{a0}: Le travail est terminé");
        let begun = json!({ "phase": "Loading", "phase_fr": "Chargement" });
        assert_ne!(with_locale(Locale::Fr, || said("phases.started", &begun)), said("phases.started", &begun));
        assert!(with_locale(Locale::Fr, || said("phases.started", &begun)).contains("Chargement"));
        let older = json!({ "item": "Straps", "given": "done", "note": "", "stands": "problem" });
        assert_eq!(said("items.outdated", &older), "Straps: an earlier “Done” arrived after “Problem”, which stands");
        let kept = json!({ "item": "Straps", "answer": { "before": "not_applicable", "after": "done" }, "note": "" });
        assert_eq!(said("items.answered", &kept), "Straps: done, in place of “Not applicable”");
        let first = json!({ "item": "Straps", "answer": { "before": "open", "after": "done" }, "note": "" });
        assert_eq!(said("items.answered", &first), "Straps: done");
        let left = json!({ "item": "Straps", "given": "done", "stands": "not_applicable" });
        assert_eq!(said("items.settled", &left), "Straps: let “Not applicable” stand and gave up “Done”");
    }

    #[test]
    fn who_is_put_on_two_jobs_is_told_with_the_reason() {
        let both = json!({ "reason": "One street", "with": ["Theo J-00007", "Mona J-00009"] });
        let crew = json!({ "crew": { "before": [], "after": ["Theo", "Mona"] }, "double_booked": both });
        assert_eq!(
            said("jobs.crew_assigned", &crew),
            "Set the crew: Theo, Mona, although also on another job (Theo J-00007, Mona J-00009): One street"
        );
        let times = json!({ "starts_at": { "before": null, "after": null }, "double_booked": both });
        let says = "The time of a job was set, although also on another job (Theo J-00007, Mona J-00009): One street";
        assert_eq!(said("jobs.rescheduled", &times), says);
        assert_eq!(said("jobs.rescheduled", &json!({})), "The time of a job was set");
        assert_eq!(with_locale(Locale::Fr, || said("jobs.rescheduled", &json!({}))), "Horaire d’un travail fixé");
    }

    #[test]
    fn a_site_visit_in_the_way_is_told_in_the_language_of_the_reader() {
        for kept in ["Theo (a site visit)", "Theo (une visite des lieux)"] {
            let times = json!({ "double_booked": { "reason": "One street", "with": [kept] } });
            assert!(said("jobs.rescheduled", &times).contains("(Theo (a site visit))"));
            assert!(with_locale(Locale::Fr, || said("jobs.rescheduled", &times)).contains("(Theo (une visite des lieux))"));
        }
    }
}
