//! P18: how many statements a function needs, counted by the database.

use std::time::Duration;

use serde_json::Value;
use sqlx::Row;

use super::Bench;
use crate::report::{Figure, Kind};
use crate::wire::{Client, Problem};

/// Statements of the application role, without the one that names the organization.
async fn counted(bench: &Bench<'_>) -> Result<i64, Problem> {
    let row = sqlx::query(
        "select coalesce(sum(calls), 0)::bigint from bench.pg_stat_statements s join pg_roles r on r.oid = s.userid
         where r.rolname = 'tailboard_app' and s.query !~* '^(begin|commit|rollback|set)'",
    )
    .fetch_one(&bench.ground.owner)
    .await?;
    Ok(row.get(0))
}

/// Statements of one request, the second of its kind.
async fn of(bench: &Bench<'_>, client: &mut Client, path: &str) -> Result<i64, Problem> {
    client.get(path).await?.good()?;
    let before = counted(bench).await?;
    client.get(path).await?.good()?;
    Ok(counted(bench).await? - before)
}

async fn first(client: &mut Client, path: &str) -> Result<String, Problem> {
    let list: Value = client.get(path).await?.good()?.json()?;
    let page = if list["page"].is_object() { &list["page"] } else { &list };
    page["items"][0]["id"].as_str().map(str::to_string).ok_or_else(|| format!("{path} is empty").into())
}

pub async fn per_function(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    if !bench.ground.counts_statements {
        return Err("PostgreSQL has no pg_stat_statements here".into());
    }
    // background work of the start is over
    tokio::time::sleep(Duration::from_secs(1)).await;
    let mut client = bench.clients(0, &["owner"], 1).await?.pop().ok_or("no client")?;
    let (lead, quote, job, account) = (
        first(&mut client, "/api/v1/leads?view=all").await?,
        first(&mut client, "/api/v1/quotes").await?,
        first(&mut client, "/api/v1/jobs?descending=true").await?,
        first(&mut client, "/api/v1/customers").await?,
    );
    let mut figures = Vec::new();
    let mut grows = Vec::new();
    let lists = [
        ("leads", "/api/v1/leads?view=all&limit="),
        ("jobs", "/api/v1/jobs?descending=true&limit="),
        ("quotes", "/api/v1/quotes?limit="),
        ("customers", "/api/v1/customers?limit="),
    ];
    for (name, path) in lists {
        let (ten, fifty) = (of(bench, &mut client, &format!("{path}10")).await?, of(bench, &mut client, &format!("{path}50")).await?);
        figures.push(
            Figure::new(&format!("P18.{name}"), &format!("statements of the list of {name}"), Kind::Count, fifty as f64, "").most(4.0),
        );
        if ten != fifty {
            grows.push(format!("{name} {ten} to {fifty}"));
        }
    }
    figures.push(
        Figure::new("P18.board", "statements of the board", Kind::Count, of(bench, &mut client, "/api/v1/board").await? as f64, "")
            .most(4.0),
    );
    let details = [
        ("lead", format!("/api/v1/leads/{lead}")),
        ("quote", format!("/api/v1/quotes/{quote}")),
        ("job", format!("/api/v1/jobs/{job}")),
        ("customer", format!("/api/v1/customers/{account}")),
    ];
    for (name, path) in details {
        let count = of(bench, &mut client, &path).await?;
        figures.push(Figure::new(&format!("P18.{name}"), &format!("statements of one {name}"), Kind::Count, count as f64, "").most(8.0));
    }
    figures.push(
        Figure::new("P18.n+1", "lists whose statements grow with their rows", Kind::Count, grows.len() as f64, "")
            .most(0.0)
            .note(grows.join(", ")),
    );
    Ok(figures)
}

/// The statements that took most of the database's time, for whoever looks for the next thing to improve.
pub async fn heaviest(bench: &Bench<'_>) -> Result<Vec<String>, Problem> {
    let rows = sqlx::query(
        "select calls, mean_exec_time, total_exec_time, regexp_replace(left(query, 220), '\\s+', ' ', 'g') from bench.pg_stat_statements s join pg_roles r on r.oid = s.userid
         where r.rolname like 'tailboard_%' order by total_exec_time desc limit 15",
    )
    .fetch_all(&bench.ground.owner)
    .await?;
    Ok(rows
        .iter()
        .map(|r| {
            format!(
                "{:.0} ms in {} calls of {:.2} ms: {}",
                r.get::<f64, _>(2),
                r.get::<i64, _>(0),
                r.get::<f64, _>(1),
                r.get::<String, _>(3)
            )
        })
        .collect())
}
