//! P12: how soon others hear of a write.

use std::time::{Duration, Instant};

use super::Bench;
use super::writes::{cards, flip};
use crate::report::{Figure, Kind};
use crate::stream::{self, Heard, Written};
use crate::wire::Problem;

/// P12 with 100 and with 500 listening: ten writes a second for some seconds, each heard by everybody.
pub async fn propagation(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let mut figures = Vec::new();
    for (bar, listening, p95) in [("P12", 100, 60.0), ("P12x", 500, 90.0)] {
        let (written, heard) = (Written::default(), Heard::default());
        let mut listeners = Vec::new();
        for token in bench.ground.sessions(0, &["sales_agent", "dispatcher", "manager"], listening).await? {
            listeners.push(stream::listen(bench.server.address, token, written.clone(), heard.clone()).await?);
        }
        let mut writer = bench.clients(0, &["owner"], 1).await?.pop().ok_or("no client")?;
        let (mut all, stages) = cards(&mut writer).await?;
        // the last cards: each is written once, so that an id stands for one write
        let writes = ((bench.point().as_secs_f64() * 10.0) as usize).clamp(20, 100).min(all.len());
        let mut tick = tokio::time::interval(Duration::from_millis(100));
        for card in all.iter_mut().take(writes) {
            tick.tick().await;
            written.lock().unwrap_or_else(|p| p.into_inner()).insert(card.id.clone(), Instant::now());
            flip(&mut writer, card, &stages).await?;
        }
        // everything has arrived, or will not
        let expected = (writes * listening) as u64;
        let patience = Instant::now();
        let (mut latencies, mut count) = heard.take();
        while count < expected && patience.elapsed() < Duration::from_secs(5) {
            tick.tick().await;
            let (more, n) = heard.take();
            latencies.merge(&more);
            count += n;
        }
        drop(listeners);
        figures.push(
            Figure::new(bar, &format!("write to {listening} other streams, p95"), Kind::Time, latencies.at(0.95), "ms")
                .most(p95)
                .curve(latencies.curve()),
        );
        figures.push(
            Figure::new(&format!("{bar}b"), &format!("write to {listening} other streams, p99"), Kind::Time, latencies.at(0.99), "ms")
                .most(120.0),
        );
        figures.push(
            Figure::new(
                &format!("{bar}c"),
                &format!("delivered to {listening} streams"),
                Kind::Ratio,
                count as f64 * 100.0 / expected as f64,
                "%",
            )
            .least(100.0)
            .note(format!("{writes} writes")),
        );
    }
    Ok(figures)
}
