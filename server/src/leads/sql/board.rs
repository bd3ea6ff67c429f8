//! Sums of the board's columns.

use shared::{PipelineId, Result};
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::record::{Clock, Narrow, narrow};
use crate::db::Tx;

/// What stands over a column.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Sums {
    pub stage_id: Uuid,
    pub count: i64,
    pub value_cents: i64,
    pub overdue: i64,
    pub today: i64,
    pub planned: i64,
}

/// Sums of the leads that pass a filter, by stage.
pub(crate) async fn sums(tx: &mut Tx, pipeline: PipelineId, by: &Narrow) -> Result<Vec<Sums>> {
    let org = tx.org().0;
    let Clock { now, day_ends, .. } = by.clock;
    let mut query = QueryBuilder::<Postgres>::new(
        "select l.stage_id, count(*) as count, coalesce(sum(l.value_cents), 0)::bigint as value_cents, count(*) filter (where l.next_due_at < ",
    );
    query
        .push_bind(now)
        .push(") as overdue, count(*) filter (where l.next_due_at >= ")
        .push_bind(now)
        .push(" and l.next_due_at < ")
        .push_bind(day_ends);
    query
        .push(") as today, count(*) filter (where l.next_due_at >= ")
        .push_bind(day_ends)
        .push(") as planned from leads l where l.org_id = ")
        .push_bind(org);
    query.push(" and l.pipeline_id = ").push_bind(pipeline.0);
    narrow(&mut query, by);
    query.push(" group by l.stage_id");
    Ok(query.build_query_as::<Sums>().fetch_all(tx.db()?).await?)
}

/// All leads of each stage: for open stages the number its limit counts, for closed ones those closed this month.
pub(crate) async fn totals(tx: &mut Tx, pipeline: PipelineId, clock: Clock) -> Result<Vec<(Uuid, i64, i64)>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select stage_id as "stage_id!", count(*) as "count!", coalesce(sum(value_cents), 0)::bigint as "value!" from (
               select stage_id, value_cents from leads where org_id = $1 and pipeline_id = $2 and status not in ('converted', 'lost')
               union all
               select stage_id, value_cents from leads where org_id = $1 and pipeline_id = $2 and status in ('converted', 'lost') and stage_since >= $3) l
           group by stage_id"#,
        org,
        pipeline.0,
        clock.month_starts
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().map(|r| (r.stage_id, r.count, r.value)).collect())
}
