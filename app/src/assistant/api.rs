//! Server functions of the assistant.

#[cfg(feature = "server")]
use server::assistant::Subject;
use shared::assistant::{AnswerSuggestion, Answered, RestoreSuggestion, RetireSuggestion, SuggestionRates, Suggestions};
use shared::{LeadId, QuoteId};

use crate::api::prelude::*;

/// What is worth doing next about a lead.
#[get("/api/v1/leads/{id}/suggestions", cx: Cx)]
pub async fn lead_suggestions(id: LeadId) -> Result<Suggestions> {
    server::assistant::suggestions(&cx, Subject::Lead(id)).await
}

/// Keeps that the suggestions about a lead were shown.
#[post("/api/v1/leads/{id}/suggestions/showings", cx: Cx)]
pub async fn note_lead_suggestions(id: LeadId, _body: Valid<Nothing>) -> Result<()> {
    server::assistant::note_shown(&cx, Subject::Lead(id)).await
}

/// Follows a suggestion about a lead, or dismisses it.
#[post("/api/v1/leads/{id}/suggestions/answers", cx: Cx)]
pub async fn answer_lead_suggestion(id: LeadId, input: Valid<AnswerSuggestion>) -> Result<Answered> {
    server::assistant::answer(&cx, Subject::Lead(id), input.0).await
}

/// Takes the dismissal of a suggestion about a lead back.
#[post("/api/v1/leads/{id}/suggestions/restorations", cx: Cx)]
pub async fn restore_lead_suggestion(id: LeadId, input: Valid<RestoreSuggestion>) -> Result<Suggestions> {
    server::assistant::restore(&cx, Subject::Lead(id), input.0).await
}

/// What is worth doing next about a quote.
#[get("/api/v1/quotes/{id}/suggestions", cx: Cx)]
pub async fn quote_suggestions(id: QuoteId) -> Result<Suggestions> {
    server::assistant::suggestions(&cx, Subject::Quote(id)).await
}

/// Keeps that the suggestions about a quote were shown.
#[post("/api/v1/quotes/{id}/suggestions/showings", cx: Cx)]
pub async fn note_quote_suggestions(id: QuoteId, _body: Valid<Nothing>) -> Result<()> {
    server::assistant::note_shown(&cx, Subject::Quote(id)).await
}

/// Follows a suggestion about a quote, or dismisses it.
#[post("/api/v1/quotes/{id}/suggestions/answers", cx: Cx)]
pub async fn answer_quote_suggestion(id: QuoteId, input: Valid<AnswerSuggestion>) -> Result<Answered> {
    server::assistant::answer(&cx, Subject::Quote(id), input.0).await
}

/// Takes the dismissal of a suggestion about a quote back.
#[post("/api/v1/quotes/{id}/suggestions/restorations", cx: Cx)]
pub async fn restore_quote_suggestion(id: QuoteId, input: Valid<RestoreSuggestion>) -> Result<Suggestions> {
    server::assistant::restore(&cx, Subject::Quote(id), input.0).await
}

/// How each kind of suggestion fared lately.
#[get("/api/v1/suggestion-rates", cx: Cx)]
pub async fn suggestion_rates() -> Result<SuggestionRates> {
    server::assistant::rates(&cx).await
}

/// Retires a kind of suggestion, or brings it back.
#[put("/api/v1/suggestion-rates", cx: Cx)]
pub async fn retire_suggestion(input: Valid<RetireSuggestion>) -> Result<SuggestionRates> {
    server::assistant::retire(&cx, input.0).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    use Action::{LeadsAssign, LeadsEdit, LeadsView, QuotesEdit, QuotesView};
    vec![
        Endpoint::get("/api/v1/leads/{id}/suggestions", "Lists what is worth doing next about a lead")
            .needs(LeadsView)
            .replies::<Suggestions>(),
        Endpoint::post("/api/v1/leads/{id}/suggestions/showings", "Counts that the suggestions about a lead were shown")
            .needs(LeadsEdit)
            .body::<Nothing>(),
        Endpoint::post("/api/v1/leads/{id}/suggestions/answers", "Follows a suggestion about a lead, or dismisses it")
            .needs(LeadsEdit)
            .body::<AnswerSuggestion>()
            .replies::<Answered>(),
        Endpoint::post("/api/v1/leads/{id}/suggestions/restorations", "Takes the dismissal of a suggestion about a lead back")
            .needs(LeadsEdit)
            .body::<RestoreSuggestion>()
            .replies::<Suggestions>(),
        Endpoint::get("/api/v1/quotes/{id}/suggestions", "Lists what is worth doing next about a quote")
            .needs(QuotesView)
            .replies::<Suggestions>(),
        Endpoint::post("/api/v1/quotes/{id}/suggestions/showings", "Counts that the suggestions about a quote were shown")
            .needs(QuotesEdit)
            .body::<Nothing>(),
        Endpoint::post("/api/v1/quotes/{id}/suggestions/answers", "Follows a suggestion about a quote, or dismisses it")
            .needs(QuotesEdit)
            .body::<AnswerSuggestion>()
            .replies::<Answered>(),
        Endpoint::post("/api/v1/quotes/{id}/suggestions/restorations", "Takes the dismissal of a suggestion about a quote back")
            .needs(QuotesEdit)
            .body::<RestoreSuggestion>()
            .replies::<Suggestions>(),
        Endpoint::get("/api/v1/suggestion-rates", "Shows how each kind of suggestion fares")
            .needs(LeadsAssign)
            .replies::<SuggestionRates>(),
        Endpoint::put("/api/v1/suggestion-rates", "Retires a kind of suggestion, or brings it back")
            .needs(LeadsAssign)
            .body::<RetireSuggestion>()
            .replies::<SuggestionRates>(),
    ]
}
