//! Server functions of pricing.

use shared::PromoId;
use shared::packs::ServiceLine;
use shared::pricing::{DraftSeen, NewPriceBook, NewPromo, PriceBook, PriceDesk, PriceDraft, Promo, Replay, SavePriceDraft};

use crate::api::prelude::*;

/// The price book new quotes of a service line use.
#[get("/api/v1/price-books/{line}", cx: Cx)]
pub async fn show_price_book(line: ServiceLine) -> Result<PriceBook> {
    server::pricing::current_book(&cx, line).await
}

/// Publishes the next version of a price book.
#[put("/api/v1/price-books/{line}", cx: Cx)]
pub async fn publish_price_book(line: ServiceLine, input: Valid<NewPriceBook>) -> Result<PriceBook> {
    server::pricing::publish_book(&cx, line, input.0).await
}

/// The price book of a service line with the draft of its next version.
#[get("/api/v1/price-books/{line}/draft", cx: Cx)]
pub async fn show_price_draft(line: ServiceLine) -> Result<PriceDesk> {
    server::pricing::desk(&cx, line).await
}

/// Saves the draft of a price book.
#[put("/api/v1/price-books/{line}/draft", cx: Cx)]
pub async fn save_price_draft(line: ServiceLine, input: Valid<SavePriceDraft>) -> Result<PriceDraft> {
    server::pricing::save_draft(&cx, line, input.0).await
}

/// Throws the draft of a price book away.
#[delete("/api/v1/price-books/{line}/draft", cx: Cx)]
pub async fn discard_price_draft(line: ServiceLine, input: Valid<DraftSeen>) -> Result<()> {
    server::pricing::discard_draft(&cx, line, input.0).await
}

/// What the draft makes of the quotes of the last 90 days.
#[get("/api/v1/price-books/{line}/draft/replay", cx: Cx)]
pub async fn replay_price_draft(line: ServiceLine) -> Result<Replay> {
    server::pricing::replay_draft(&cx, line).await
}

/// Publishes the draft as the next version of its book.
#[post("/api/v1/price-books/{line}/draft/publication", cx: Cx)]
pub async fn publish_price_draft(line: ServiceLine, input: Valid<DraftSeen>) -> Result<PriceBook> {
    server::pricing::publish_draft(&cx, line, input.0).await
}

/// All promo codes.
#[get("/api/v1/promos", cx: Cx)]
pub async fn list_promos() -> Result<Vec<Promo>> {
    server::pricing::list_promos(&cx).await
}

/// Makes a promo code.
#[post("/api/v1/promos", cx: Cx)]
pub async fn create_promo(input: Valid<NewPromo>) -> Result<Promo> {
    server::pricing::create_promo(&cx, input.0).await
}

/// Switches a promo code on.
#[post("/api/v1/promos/{id}/activation", cx: Cx)]
pub async fn activate_promo(id: PromoId, _body: Valid<Nothing>) -> Result<Promo> {
    server::pricing::switch_promo(&cx, id, true).await
}

/// Switches a promo code off; quotes that hold it keep it.
#[post("/api/v1/promos/{id}/deactivation", cx: Cx)]
pub async fn deactivate_promo(id: PromoId, _body: Valid<Nothing>) -> Result<Promo> {
    server::pricing::switch_promo(&cx, id, false).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/price-books/{line}", "Shows the price book of a service line")
            .needs(Action::PricingView)
            .replies::<PriceBook>(),
        Endpoint::put("/api/v1/price-books/{line}", "Publishes the next version of a price book")
            .needs(Action::PricingEdit)
            .body::<NewPriceBook>()
            .replies::<PriceBook>(),
        Endpoint::get("/api/v1/price-books/{line}/draft", "Shows a price book with the draft of its next version")
            .needs(Action::PricingEdit)
            .replies::<PriceDesk>(),
        Endpoint::put("/api/v1/price-books/{line}/draft", "Saves the draft of a price book")
            .needs(Action::PricingEdit)
            .body::<SavePriceDraft>()
            .replies::<PriceDraft>(),
        Endpoint::delete("/api/v1/price-books/{line}/draft", "Throws the draft of a price book away")
            .needs(Action::PricingEdit)
            .body::<DraftSeen>(),
        Endpoint::get("/api/v1/price-books/{line}/draft/replay", "Tries the draft on the quotes of the last 90 days")
            .needs(Action::PricingEdit)
            .replies::<Replay>(),
        Endpoint::post("/api/v1/price-books/{line}/draft/publication", "Publishes the draft of a price book")
            .needs(Action::PricingEdit)
            .body::<DraftSeen>()
            .replies::<PriceBook>(),
        Endpoint::get("/api/v1/promos", "Lists promo codes").needs(Action::PricingView).replies::<Vec<Promo>>(),
        Endpoint::post("/api/v1/promos", "Makes a promo code").needs(Action::PricingEdit).body::<NewPromo>().replies::<Promo>(),
        Endpoint::post("/api/v1/promos/{id}/activation", "Switches a promo code on")
            .needs(Action::PricingEdit)
            .body::<Nothing>()
            .replies::<Promo>(),
        Endpoint::post("/api/v1/promos/{id}/deactivation", "Switches a promo code off")
            .needs(Action::PricingEdit)
            .body::<Nothing>()
            .replies::<Promo>(),
    ]
}
