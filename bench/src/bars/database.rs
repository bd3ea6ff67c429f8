//! P17: what row security costs, against the same question without it.

use std::time::Instant;

use sqlx::{Connection, PgConnection};

use super::Bench;
use crate::histogram::Histogram;
use crate::report::{Figure, Kind};
use crate::wire::Problem;

const LIST: &str =
    "select id, number, name, status, value_cents, created_at from leads where org_id = $1 order by created_at desc, id desc limit 50";
const REPORT: &str = "select status, count(*), sum(value_cents) from leads where org_id = $1 group by status";

pub async fn isolation(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let org = bench.ground.orgs.first().ok_or("there is no organization")?.id;
    let mut guarded = PgConnection::connect(&bench.ground.url).await?;
    sqlx::query("set role tailboard_app").execute(&mut guarded).await?;
    // a session of this measurement only; the product sets it for a transaction
    sqlx::query("select set_config('app.org_id', $1, false)").bind(org.to_string()).execute(&mut guarded).await?;
    let mut open = PgConnection::connect(&bench.ground.url).await?;
    let mut figures = Vec::new();
    for (bar, name, statement) in [("P17", "list of 50", LIST), ("P17b", "report over all leads", REPORT)] {
        let mut times = [Histogram::default(), Histogram::default()];
        let began = Instant::now();
        let mut rounds = 0;
        while rounds < 40 || (began.elapsed() < bench.point() && rounds < 2000) {
            for (conn, histogram) in [&mut guarded, &mut open].into_iter().zip(&mut times) {
                let asked = Instant::now();
                sqlx::query(statement).bind(org).fetch_all(conn).await?;
                if rounds >= 10 {
                    histogram.record(asked.elapsed());
                }
            }
            rounds += 1;
        }
        let ratio = times[0].at(0.5) / times[1].at(0.5).max(0.001);
        figures.push(
            Figure::new(bar, &format!("row security: {name} with against without"), Kind::Ratio, ratio, "×").most(1.15).note(format!(
                "{:.2} and {:.2} ms",
                times[0].at(0.5),
                times[1].at(0.5)
            )),
        );
    }
    Ok(figures)
}
