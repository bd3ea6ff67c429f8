//! Q1, Q2 and Q4: pricing a large trip, trying prices on thousands of quotes, and a board of thousands of leads. (Q3, the
//! acceptance of a quote, is measured with P6.)

use std::hint::black_box;
use std::time::Instant;

use chrono::NaiveDate;
use serde_json::Value;
use shared::packs::ServiceLine;
use shared::packs::prices::default_rates;
use shared::pricing::{DraftSeen, PriceDesk, PriceDraft, Replay, SavePriceDraft};
use shared::quotes::sample::tour;

use super::{Bench, lists};
use crate::crowd;
use crate::histogram::Histogram;
use crate::report::{Figure, Kind};
use crate::wire::Problem;

/// Q1: as the builder prices with every key, and the server when it counts; the way from stop to stop is part of it.
pub async fn price(_: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let rates = default_rates(ServiceLine::Charter, "CA");
    let day = NaiveDate::from_ymd_opt(2026, 11, 2).ok_or("no such day")?;
    let content = tour(&rates, day + chrono::Duration::days(30));
    let priced = content.price(&rates, day, None);
    let vehicles: u32 = content.vehicles.iter().map(|wanted| wanted.count).sum();
    if priced.total_cents <= 0 || vehicles != 6 || content.route().metres < 3_000_000 {
        return Err(format!("the tour is not priced as it should be: {priced:?}").into());
    }
    let mut times = Histogram::default();
    for round in 0..6_000 {
        let began = Instant::now();
        black_box(black_box(&content).price(black_box(&rates), day, None));
        if round >= 1_000 {
            times.record(began.elapsed());
        }
    }
    Ok(vec![
        Figure::new("Q1", "price of a quote, natively, p95", Kind::Time, times.at(0.95), "ms")
            .most(1.0)
            .on("12 stops, 6 vehicles")
            .note(format!("median {:.3} ms, slowest {:.3} of {}", times.at(0.5), times.at(1.0), times.count())),
    ])
}

/// Q2: a draft that makes everything dearer, tried on the quotes of the last 90 days.
pub async fn replay(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let mut client = bench.clients(bench.ground.quoting(), &["owner"], 1).await?.pop().ok_or("no client")?;
    let path = format!("/api/v1/price-books/{}/draft", crowd::LINE);
    let desk: PriceDesk = client.get(&path).await?.good()?.read()?;
    let mut rates = desk.book.rates;
    for vehicle in &mut rates.vehicles {
        // whatever a line is charged by, everybody pays more
        for cents in [&mut vehicle.hour_cents, &mut vehicle.day_cents, &mut vehicle.km_cents, &mut vehicle.minimum_cents] {
            *cents += *cents / 20;
        }
    }
    let version = desk.draft.map(|draft| draft.version);
    let wish = SavePriceDraft { version, base_version: desk.book.version, name: desk.book.name, rates };
    let draft: PriceDraft = client.put(&path, &serde_json::to_value(&wish)?).await?.good()?.read()?;
    let mut times = Vec::new();
    let mut tried = 0;
    for _ in 0..3 {
        let began = Instant::now();
        let replay: Replay = client.get(&format!("{path}/replay")).await?.good()?.read()?;
        times.push(began.elapsed().as_secs_f64());
        tried = replay.all.quotes + replay.skipped_quotes();
        if tried < crowd::QUOTES || replay.all.more == 0 {
            return Err(format!("the replay tried {tried} quotes: {:?}", replay.all).into());
        }
    }
    client.delete(&path, &serde_json::to_value(DraftSeen { version: draft.version })?).await?.good()?;
    times.sort_by(f64::total_cmp);
    Ok(vec![
        Figure::new("Q2", "replay of a draft of prices, middle of 3", Kind::Time, times[1], "s")
            .most(10.0)
            .on(format!("{tried} quotes"))
            .note(format!("{:.1} to {:.1} s", times[0], times[2])),
    ])
}

/// Q4: what the server takes for a board of thousands of cards.
pub async fn board(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    const BOARD: &str = "/api/v1/board";
    let mut client = bench.clients(bench.ground.crowded(), &["owner"], 1).await?.pop().ok_or("no client")?;
    let reply = client.get(BOARD).await?.good()?;
    let shown: Value = reply.json()?;
    let is_open = |column: &&Value| !matches!(column["stage"]["status"].as_str(), Some("converted" | "lost"));
    let open: i64 = shown["columns"].as_array().into_iter().flatten().filter(is_open).filter_map(|column| column["count"].as_i64()).sum();
    if open < crowd::OPEN {
        return Err(format!("the board holds {open} open leads").into());
    }
    // statements are planned, pages of the table are in memory
    for _ in 0..10 {
        client.get(BOARD).await?.good()?;
    }
    let times = lists::same(bench, vec![client], BOARD).await?.latencies;
    Ok(vec![
        Figure::new("Q4", "board, answer of the server, p95", Kind::Time, times.at(0.95), "ms")
            .most(150.0)
            .on(format!("{open} open leads"))
            .note(format!("median {:.1} ms of {}, {} kB", times.at(0.5), times.count(), reply.body.len() / 1000))
            .curve(times.curve()),
    ])
}
