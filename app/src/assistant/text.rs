//! Texts of suggestions: what, why, what changes, and how they fare.

use shared::assistant::{Facet, SuggestionKind};

/// What is suggested, in a few words.
pub fn title(kind: SuggestionKind) -> String {
    use SuggestionKind as K;
    match kind {
        K::FirstTouch => titles::first_touch(),
        K::TakeUp => titles::take_up(),
        K::AskContact => titles::ask_contact(),
        K::FinishStep => titles::finish_step(),
        K::AskDate => titles::ask_date(),
        K::PastDate => titles::past_date(),
        K::AskRoute => titles::ask_route(),
        K::PlanVisit => titles::plan_visit(),
        K::MakeQuote => titles::make_quote(),
        K::CallAgain => titles::call_again(),
        K::Advance => titles::advance(),
        K::FollowUpQuote => titles::follow_up_quote(),
        K::BeforeItEnds => titles::before_it_ends(),
        K::Revive => titles::revive(),
        K::PlanStep => titles::plan_step(),
        K::GiveUp => titles::give_up(),
        K::Reopen => titles::reopen(),
        K::AskLater => titles::ask_later(),
        K::Confirm => titles::confirm(),
        K::AskReview => titles::ask_review(),
        K::OfferMore => titles::offer_more(),
        K::SendIt => titles::send_it(),
        K::SecondDriver => titles::second_driver(),
        K::ReliefDriver => titles::relief_driver(),
        K::NightOnTheWay => titles::night_on_the_way(),
        K::FitSeats => titles::fit_seats(),
        K::OfferExtra => titles::offer_extra(),
        K::TakePromo => titles::take_promo(),
        K::HoldLonger => titles::hold_longer(),
        K::AskForDetails => titles::ask_for_details(),
        K::Remind => titles::remind(),
        K::AnswerThem => titles::answer_them(),
        K::ChangeIt => titles::change_it(),
        K::HoldOpen => titles::hold_open(),
        K::OfferLess => titles::offer_less(),
        K::TakeBack => titles::take_back(),
        K::Renew => titles::renew(),
        K::AskWhyNot => titles::ask_why_not(),
        K::ReviseIt => titles::revise_it(),
        K::AskDeposit => titles::ask_deposit(),
        K::SetCrew => titles::set_crew(),
        K::SeeJob => titles::see_job(),
        K::QuoteAgain => titles::quote_again(),
    }
}

/// What a line of a preview is of.
pub fn facet(of: Facet) -> String {
    match of {
        Facet::Planned => facets::planned(),
        Facet::Step => facets::step(),
        Facet::Owner => facets::owner(),
        Facet::Stage => facets::stage(),
        Facet::Lost => facets::lost(),
        Facet::Quote => facets::quote(),
        Facet::Status => facets::status(),
        Facet::Recipient => facets::recipient(),
        Facet::ValidDays => facets::valid_days(),
        Facet::ValidUntil => facets::valid_until(),
        Facet::Mail => facets::mail(),
        Facet::Revision => facets::revision(),
        Facet::Limits => facets::limits(),
        Facet::Drivers => facets::drivers(),
        Facet::Arrival => facets::arrival(),
        Facet::Vehicles => facets::vehicles(),
        Facet::Extra => facets::extra(),
        Facet::Promo => facets::promo(),
        Facet::Total => facets::total(),
        Facet::TotalIfChosen => facets::total_if_chosen(),
    }
}

fn counted(n: i64, one: String, many: String) -> String {
    shared::text::plural(n.unsigned_abs(), one, many)
}

/// So many days.
pub fn days(n: i64) -> String {
    counted(n, day_one(n), day_many(n))
}

/// So many calls.
pub fn calls(n: i64) -> String {
    counted(n, call_one(n), call_many(n))
}

/// So often.
pub fn often(n: i64) -> String {
    counted(n, once(n), times(n))
}

/// So many limits of the law.
pub fn limits(n: i64) -> String {
    counted(n, limit_one(n), limit_many(n))
}

mod titles {
    shared::catalog_bilingual! {
        first_touch { "Answer now" / "Répondre maintenant" }
        take_up { "Take it up" / "S'en charger" }
        ask_contact { "Ask for e-mail or phone" / "Demander le courriel ou le téléphone" }
        finish_step { "Finish what was planned" / "Terminer ce qui était prévu" }
        ask_date { "Ask for the date" / "Demander la date" }
        past_date { "Ask for another date" / "Demander une autre date" }
        ask_route { "Ask where from and where to" / "Demander le départ et l'arrivée" }
        plan_visit { "Plan a site visit" / "Prévoir une visite" }
        make_quote { "Make the quote" / "Préparer la soumission" }
        call_again { "Call again" / "Rappeler" }
        advance { "Move it on" / "Passer à l'étape suivante" }
        follow_up_quote { "Follow up on the quote" / "Faire le suivi de la soumission" }
        before_it_ends { "Call before the quote ends" / "Appeler avant l'échéance" }
        revive { "Pick it up again" / "Reprendre la piste" }
        plan_step { "Plan the next step" / "Prévoir la prochaine action" }
        give_up { "Close it as lost" / "Classer comme perdue" }
        reopen { "Open it again" / "Rouvrir la piste" }
        ask_later { "Ask again next season" / "Relancer la saison prochaine" }
        confirm { "Confirm before the day" / "Confirmer avant le jour prévu" }
        ask_review { "Ask how it went" / "Demander leur avis" }
        offer_more { "Offer something further" / "Proposer autre chose" }
        send_it { "Send the offer" / "Envoyer l'offre" }
        second_driver { "Add a second driver" / "Ajouter un deuxième chauffeur" }
        relief_driver { "Add a relief driver" / "Ajouter un chauffeur de relève" }
        night_on_the_way { "Add a night on the way" / "Ajouter une nuit en route" }
        fit_seats { "Seat everybody" / "Asseoir tout le monde" }
        offer_extra { "Offer an extra" / "Proposer un extra" }
        take_promo { "Use a promo code" / "Utiliser un code promo" }
        hold_longer { "Change how long it holds" / "Changer la durée de validité" }
        ask_for_details { "Ask for the itinerary" / "Demander l'itinéraire" }
        remind { "Remind the customer" / "Relancer le client" }
        answer_them { "Answer the question" / "Répondre à la question" }
        change_it { "Make the changes asked for" / "Apporter les changements demandés" }
        hold_open { "Hold the offer longer" / "Prolonger l'offre" }
        offer_less { "Offer it for less" / "Proposer un rabais" }
        take_back { "Take the offer back" / "Retirer l'offre" }
        renew { "Renew the offer" / "Renouveler l'offre" }
        ask_why_not { "Ask why not" / "Demander pourquoi" }
        revise_it { "Begin a new revision" / "Commencer une nouvelle version" }
        ask_deposit { "Ask for the deposit" / "Demander l'acompte" }
        set_crew { "Set the crew" / "Affecter l'équipe" }
        see_job { "See how the work stands" / "Voir où en est le travail" }
        quote_again { "Begin another quote" / "Commencer une autre soumission" }
    }
}

mod facets {
    shared::catalog_bilingual! {
        planned { "Planned" / "Prévu" }
        step { "Step" / "Action" }
        owner { "Owner" / "Responsable" }
        stage { "Stage" / "Étape" }
        lost { "Lost because" / "Perdue parce que" }
        quote { "Quote" / "Soumission" }
        status { "State" / "État" }
        recipient { "To" / "À" }
        valid_days { "Holds for" / "Validité" }
        valid_until { "Holds until" / "Valide jusqu'au" }
        mail { "Mail" / "Courriel" }
        revision { "Revision" / "Version" }
        limits { "Broken limits" / "Limites dépassées" }
        drivers { "Drivers" / "Chauffeurs" }
        arrival { "Arrives" / "Arrivée" }
        vehicles { "Vehicles" / "Véhicules" }
        extra { "Extra" / "Extra" }
        promo { "Promo code" / "Code promo" }
        total { "Total" / "Total" }
        total_if_chosen { "Total if chosen" / "Total s'il est choisi" }
    }
}

/// Why something is suggested.
pub mod why {
    shared::catalog_bilingual! {
        waiting(time) { "It has waited {time}. Leads answered within the hour are won far more often." / "En attente depuis {time}. Les pistes qui reçoivent une réponse dans l'heure sont bien plus souvent gagnées." }
        unowned { "Nobody looks after it." / "Personne ne s'en occupe." }
        no_contact { "There is no way to reach the customer." / "Il n'y a aucun moyen de joindre le client." }
        no_date { "Without a date there can be no quote." / "Sans date, pas de soumission." }
        no_route { "Distance decides the price." / "La distance décide du prix." }
        date_passed(days) { "The day it was wanted on passed {days} ago." / "Le jour souhaité est passé depuis {days}." }
        worth(amount) { "Worth about {amount}. Works of this size are quoted better after a look." / "Vaut environ {amount}. Un travail de cette taille se chiffre mieux après une visite." }
        ready(days) { "Date and route are known; it is wanted in {days}." / "La date et le trajet sont connus; le travail est souhaité dans {days}." }
        unreached(calls) { "Nobody was reached: {calls}." / "Personne n'a été joint : {calls}." }
        fits(stage) { "All that {stage} asks for is there." / "Tout ce que demande l'étape {stage} est là." }
        silent(days) { "Sent {days} ago, not opened yet." / "Envoyée il y a {days}, pas encore ouverte." }
        silent_opened(days, views) { "Sent {days} ago, opened {views}, not answered." / "Envoyée il y a {days}, ouverte {views}, sans réponse." }
        ends_in(time) { "The offer ends in {time}." / "L'offre prend fin dans {time}." }
        stood(days) { "It has stood in this stage for {days}." / "La piste est à cette étape depuis {days}." }
        late(what, time) { "“{what}” is {time} late." / "« {what} » est en retard de {time}." }
        nothing_planned { "Nothing is planned, so nothing will remind anybody." / "Rien n'est prévu, donc rien ne le rappellera à personne." }
        one_more { "Something is planned already; a second step does no harm." / "Une action est déjà prévue; une deuxième ne nuit pas." }
        lost(reason) { "It was lost: {reason}." / "Piste perdue : {reason}." }
        lost_somehow { "It was lost, and nobody said why." / "Piste perdue, sans motif donné." }
        begins(days) { "The work begins in {days}." / "Le travail commence dans {days}." }
        work_done(days) { "The work was done {days} ago." / "Le travail est terminé depuis {days}." }
        known_customer { "Customers who know you say yes more easily." / "Un client qui vous connaît accepte plus facilement." }
        complete { "Nothing is missing." / "Il ne manque rien." }
        over_hours(limits) { "The plan breaks {limits} and cannot go out like this." / "Le plan dépasse {limits} et ne peut pas être envoyé ainsi." }
        too_few_seats(seats, people) { "{seats} seats for {people} passengers." / "{seats} places pour {people} passagers." }
        popular(n, of) { "{n} of the last {of} accepted quotes had it." / "{n} des {of} dernières soumissions acceptées l'avaient." }
        available { "The vehicles can offer it, and the customer decides." / "Les véhicules le permettent, et le client décide." }
        saves(amount) { "The customer would save {amount}." / "Le client économiserait {amount}." }
        holds_shorter(days, held) { "The work begins in {days}; the offer holds for {held}." / "Le travail commence dans {days}; l'offre est valide {held}." }
        holds_for(held) { "It holds for {held}." / "Elle est valide {held}." }
        no_trip { "There is no itinerary with a beginning to price." / "Il n'y a pas d'itinéraire daté à chiffrer." }
        asked(words) { "The customer asks: “{words}”" / "Le client demande : « {words} »" }
        changes_asked(words) { "The customer wants it otherwise: “{words}”" / "Le client le veut autrement : « {words} »" }
        ended(days) { "The offer ended {days} ago." / "L'offre a pris fin il y a {days}." }
        renewal_asked { "The customer asked for a fresh offer." / "Le client a demandé une nouvelle offre." }
        declined { "The customer said no." / "Le client a refusé." }
        declined_with(words) { "The customer said no: “{words}”" / "Le client a refusé : « {words} »" }
        withdrawn { "The offer was taken back." / "L'offre a été retirée." }
        deposit(amount) { "{amount} was agreed to be paid first." / "Un acompte de {amount} a été convenu." }
        no_crew { "The job has no crew." / "Le travail n'a pas d'équipe." }
        no_crew_in(days) { "The job begins in {days} and has no crew." / "Le travail commence dans {days} et n'a pas d'équipe." }
        booked { "The job is booked." / "Le travail est réservé." }
    }
}

shared::catalog_bilingual! {
    suggested { "Suggested" / "Suggéré" }
    none_left { "Nothing is suggested at the moment." / "Rien à suggérer pour le moment." }
    dismissed_n(n) { "Dismissed: {n}" / "Ignorées : {n}" }
    suggest_again { "Suggest again" / "Suggérer de nouveau" }
    suggest_again_what(title) { "Suggest “{title}” again" / "Suggérer de nouveau « {title} »" }
    followed(title) { "Done: {title}" / "Fait : {title}" }
    dismissed(title) { "Dismissed: {title}" / "Ignorée : {title}" }
    restored(title) { "Suggested again: {title}" / "De nouveau suggérée : {title}" }
    told(says, title) { "{says}: {title}" / "{says} : {title}" }
    answers(n) { "by {n} answers" / "réponses : {n}" }
    no_answers { "no answers yet" / "pas encore de réponse" }
    not_saved { "Save the draft first: what is suggested changes it." / "Enregistrez d'abord le brouillon : la suggestion le modifie." }
    link_title { "The offer is on its way" / "L'offre est en route" }
    link_once { "This link was mailed. It is not shown again." / "Ce lien a été envoyé par courriel. Il ne sera plus affiché." }
    follow { "Do it" / "Exécuter" }
    send { "Send" / "Envoyer" }
    take_back { "Take back" / "Retirer" }
    how { "How" / "Comment" }
    what { "What" / "Quoi" }
    day { "Day" / "Jour" }
    time { "Time" / "Heure" }
    outcome { "What came of it" / "Résultat" }
    stage { "Stage" / "Étape" }
    reason { "Reason" / "Motif" }
    note { "Note" / "Note" }
    send_to { "Send to" / "Envoyer à" }
    pin { "Number asked for before it opens" / "Numéro demandé à l'ouverture" }
    pin_hint { "Four to eight digits; tell it to the customer yourself." / "De quatre à huit chiffres; communiquez-le vous-même au client." }
    message { "Note in the mail" / "Note dans le courriel" }
    valid_days { "Days it holds" / "Jours de validité" }
    code { "Promo code" / "Code promo" }
    chosen { "Part of the offer" / "Compris dans l'offre" }
    chosen_hint { "Otherwise the customer decides." / "Sinon, le client décide." }
    one_driver { "One" / "Un" }
    two_drivers { "Two" / "Deux" }
    relief { "With a relief driver" / "Avec un chauffeur de relève" }
    night { "One, with a night's rest" / "Un, avec une nuit de repos" }
    day_one(n) { "{n} day" / "{n} jour" }
    day_many(n) { "{n} days" / "{n} jours" }
    call_one(n) { "{n} call" / "{n} appel" }
    call_many(n) { "{n} calls" / "{n} appels" }
    once(n) { "{n} time" / "{n} fois" }
    times(n) { "{n} times" / "{n} fois" }
    limit_one(n) { "{n} limit of the law" / "{n} limite légale" }
    limit_many(n) { "{n} limits of the law" / "{n} limites légales" }
    you { "You" / "Vous" }
    done { "Done" / "Fait" }

    rates { "Suggestions" / "Suggestions" }
    rates_lead(day) { "What people made of suggestions since {day}. A kind that was shown often and hardly followed is retired by itself." / "Ce que l'on a fait des suggestions depuis le {day}. Une suggestion souvent affichée et rarement suivie est retirée d'elle-même." }
    shown { "Shown" / "Affichées" }
    kind { "Suggestion" / "Suggestion" }
    followed_n { "Followed" / "Suivies" }
    of_which_edited(n) { "{n} with changes" / "dont {n} modifiées" }
    dismissed_col { "Dismissed" / "Ignorées" }
    rate { "Rate" / "Taux" }
    won_followed { "Won when followed" / "Gagné si suivie" }
    won_dismissed { "Won when dismissed" / "Gagné si ignorée" }
    won_of(percent, n) { "{percent} of {n}" / "{percent} sur {n}" }
    state { "Made" / "Active" }
    is_made(title) { "Suggest “{title}”" / "Suggérer « {title} »" }
    retired_by(who) { "Retired by {who}" / "Retirée par {who}" }
    retired_for_rate { "Retired for its rate" / "Retirée pour son taux" }
    retired_now(title) { "Retired: {title}" / "Retirée : {title}" }
    returned_now(title) { "Made again: {title}" / "De nouveau active : {title}" }
    how_followed { "How often they are followed" / "À quelle fréquence elles sont suivies" }
    how_followed_told(n, best) { "{n} kinds were shown; most followed is “{best}”. The table below has all figures." / "{n} sortes ont été affichées; la plus suivie est « {best} ». Le tableau ci-dessous donne tous les chiffres." }
    all_kinds { "All suggestions" / "Toutes les suggestions" }
    nothing_shown { "No suggestions were shown yet" / "Aucune suggestion affichée pour l'instant" }
    nothing_shown_body { "They appear beside leads and quotes. What people make of them is counted here." / "Elles paraissent à côté des pistes et des soumissions. Ce qu'on en fait est compté ici." }
    won_hint { "Won: of the leads and quotes that came to an end, those that were booked." / "Gagné : parmi les pistes et soumissions terminées, celles qui ont été réservées." }
    retired_count { "Retired" / "Retirées" }
}
