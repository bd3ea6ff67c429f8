//! P1, P2, P3, P7: reading lists.

use std::time::Instant;

use serde_json::Value;

use super::Bench;
use crate::histogram::Histogram;
use crate::load::{self, Dice, Outcome};
use crate::proc;
use crate::report::{Figure, Kind};
use crate::wire::{Client, Problem};

/// A list with a filter, in the order of the view, with the counts of all views.
const LEADS: &str = "/api/v1/leads?view=recent&limit=50";

async fn ask(mut client: Client, path: String) -> (Client, Result<(), Problem>) {
    let result = async { client.get(&path).await?.good() }.await.map(|_| ());
    (client, result)
}

/// Some clients asking the same over and over.
pub async fn same(bench: &Bench<'_>, clients: Vec<Client>, path: &str) -> Result<Outcome, Problem> {
    let path = path.to_string();
    load::closed(clients, bench.point(), move |client| ask(client, path.clone())).await
}

/// P1 and P7.
pub async fn leads(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let mut clients = bench.clients(0, &["owner"], 5).await?;
    // the first requests open connections and plan statements
    for client in &mut clients {
        for _ in 0..20 {
            client.get(LEADS).await?.good()?;
        }
    }
    let bytes = clients[0].get(LEADS).await?.body.len() as f64 / 1024.0;
    let four = clients.split_off(1);
    let alone = same(bench, clients, LEADS).await?;
    let before = proc::seconds(&bench.processes());
    let peak = same(bench, four, LEADS).await?;
    let spent = (proc::seconds(&bench.processes()) - before) * 1000.0 / peak.latencies.count().max(1) as f64;
    Ok(vec![
        Figure::new("P1", "list of leads, 1 client, median", Kind::Time, alone.latencies.at(0.5), "ms")
            .most(5.0)
            .curve(alone.latencies.curve()),
        Figure::new("P1b", "list of leads, 1 client, p99", Kind::Time, alone.latencies.at(0.99), "ms").most(25.0),
        Figure::new("P1c", "list of leads, 4 clients", Kind::Time, peak.rate(), "/s")
            .least(1000.0)
            .note(format!("p99 {:.1} ms", peak.latencies.at(0.99))),
        Figure::new("P1d", "list of leads, bytes of 50 rows uncompressed", Kind::Size, bytes, "KiB"),
        Figure::new("P7", "processor time of a list, server and database", Kind::Time, spent, "ms").most(3.0),
    ])
}

async fn next(client: &mut Client, path: &str) -> Result<Option<String>, Problem> {
    let page: Value = client.get(path).await?.good()?.json()?;
    let at = if page["page"].is_object() { &page["page"]["next"] } else { &page["next"] };
    Ok(at.as_str().map(str::to_string))
}

/// P2: the first page against one far down, asked in turn.
pub async fn deep(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let mut client = bench.clients(0, &["owner"], 1).await?.pop().ok_or("no client")?;
    let mut figures = Vec::new();
    for (bar, name, base) in [
        ("P2", "quotes", "/api/v1/quotes?limit=50"),
        ("P2b", "jobs", "/api/v1/jobs?limit=50&descending=true"),
        ("P2c", "customers", "/api/v1/customers?limit=50"),
    ] {
        let mut pages = 0;
        let mut deep = base.to_string();
        while pages < 100
            && let Some(cursor) = next(&mut client, &deep).await?
        {
            deep = format!("{base}&after={cursor}");
            pages += 1;
        }
        let (mut near, mut far) = (Histogram::default(), Histogram::default());
        let began = Instant::now();
        while began.elapsed() < bench.point() {
            for (path, histogram) in [(base, &mut near), (deep.as_str(), &mut far)] {
                let asked = Instant::now();
                client.get(path).await?.good()?;
                histogram.record(asked.elapsed());
            }
        }
        let ratio = far.at(0.5) / near.at(0.5).max(0.001);
        figures.push(
            Figure::new(bar, &format!("page {} of {name} against page 1", pages + 1), Kind::Ratio, ratio, "×").most(1.2).note(format!(
                "{:.1} and {:.1} ms",
                near.at(0.5),
                far.at(0.5)
            )),
        );
    }
    Ok(figures)
}

const SYLLABLES: &[&str] = &[
    "okaf", "trem", "sing", "kowa", "nguy", "silv", "macl", "hadd", "lars", "more", "iyer", "nova", "fras", "cast", "webe", "yama", "vict",
    "gran",
];

/// Names of the dataset with two letters that changed places.
const SLIPS: &[&str] = &["okafro", "trembaly", "nguyne", "larsne", "fraesr", "casrto", "kowaslki", "haddda"];

/// P3: three letters in leads, customers and jobs at once, as the boxes of three lists ask; then the search over
/// everything, by three letters and by misspelled names.
pub async fn search(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let mut clients = bench.clients(0, &["owner"], 3).await?;
    let mut dice = Dice::new(3);
    let mut all = Histogram::default();
    let mut each = [Histogram::default(), Histogram::default(), Histogram::default()];
    let began = Instant::now();
    while began.elapsed() < bench.point() * 2 {
        let word = &SYLLABLES[dice.below(SYLLABLES.len())][..3];
        let asked = Instant::now();
        let paths = ["leads", "customers", "jobs"].map(|what| format!("/api/v1/{what}?search={word}&limit=10"));
        let [a, b, c] = clients.as_mut_slice() else { return Err("three clients are needed".into()) };
        let timed = async |client: &mut Client, path: &str| {
            let reply = client.get(path).await?.good();
            reply.map(|_| asked.elapsed())
        };
        let (a, b, c) = tokio::join!(timed(a, &paths[0]), timed(b, &paths[1]), timed(c, &paths[2]));
        all.record(asked.elapsed());
        for (histogram, taken) in each.iter_mut().zip([a?, b?, c?]) {
            histogram.record(taken);
        }
    }
    let client = clients.first_mut().ok_or("no client")?;
    let (mut whole, mut misspelled) = (Histogram::default(), Histogram::default());
    let began = Instant::now();
    while began.elapsed() < bench.point() {
        let typed = [(&SYLLABLES[dice.below(SYLLABLES.len())][..3], &mut whole), (SLIPS[dice.below(SLIPS.len())], &mut misspelled)];
        for (words, histogram) in typed {
            let asked = Instant::now();
            client.get(&format!("/api/v1/search?words={words}")).await?.good()?;
            histogram.record(asked.elapsed());
        }
    }
    let note = format!("p95 of each: leads {:.1}, customers {:.1}, jobs {:.1} ms", each[0].at(0.95), each[1].at(0.95), each[2].at(0.95));
    Ok(vec![
        Figure::new("P3", "3 letters in leads, customers and jobs together, p95", Kind::Time, all.at(0.95), "ms")
            .most(25.0)
            .note(note)
            .curve(all.curve()),
        Figure::new("P3b", "3 letters in everything by one request, p95", Kind::Time, whole.at(0.95), "ms").most(30.0).curve(whole.curve()),
        Figure::new("P3c", "a misspelled name in everything, p95", Kind::Time, misspelled.at(0.95), "ms")
            .most(30.0)
            .curve(misspelled.curve()),
    ])
}
