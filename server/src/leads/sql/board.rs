//! What a board reads, in four statements whatever it shows: the pipelines to switch between, the columns with their
//! sums, the cards, and (with the lists) how many leads each view holds.

use chrono::{DateTime, Utc};
use shared::customers::CustomField;
use shared::leads::{COLUMN_CARDS, LeadStatus, PipelineTab, Stage, StageTone};
use shared::packs::ServiceLine;
use shared::page::COUNTED;
use shared::{LeadId, PipelineId, Result, StageId};
use sqlx::types::Json;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::record::{COLUMNS, Clock, JOINS, Narrow, Record, by_health, narrow};
use super::stages::stage_fields;
use crate::db::Tx;

/// What a pipeline among all is read as.
#[derive(Debug, sqlx::FromRow)]
struct TabRow {
    id: Uuid,
    version: i32,
    name: String,
    service_line: ServiceLine,
    is_default: bool,
    archived: bool,
    open: i64,
    zone: String,
}

/// All pipelines, archived ones last, and the organization's day.
pub(crate) async fn switch(tx: &mut Tx) -> Result<(Vec<PipelineTab>, Clock)> {
    let org = tx.org().0;
    let mut query = QueryBuilder::<Postgres>::new(
        "select p.id, p.version, p.name, p.service_line, p.is_default, p.archived_at is not null as archived, o.zone,
                (select count(*) from (select from leads l where l.org_id = p.org_id and l.pipeline_id = p.id
                    and l.status not in ('converted', 'lost')",
    );
    query.push(format!(" limit {COUNTED}) open_leads) as open from pipelines p join organizations o on o.id = p.org_id where p.org_id = "));
    query.push_bind(org).push(" order by p.archived_at is not null, p.created_at, p.id");
    let rows: Vec<TabRow> = query.build_query_as().fetch_all(tx.db()?).await?;
    let clock = Clock::of(rows.first().map(|row| row.zone.as_str()), tx.now());
    let tab = |row: TabRow| {
        let TabRow { id, version, name, service_line, is_default, archived, open, .. } = row;
        PipelineTab { id: PipelineId(id), version, name, service_line, open, is_default, archived }
    };
    Ok((rows.into_iter().map(tab).collect(), clock))
}

/// A column without its cards: the stage, the leads in it that pass a filter, and all of them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct ColumnRow {
    pub id: Uuid,
    pub name: String,
    pub tone: StageTone,
    pub position: i32,
    pub status: LeadStatus,
    pub odds_bp: i32,
    pub wip_limit: Option<i32>,
    pub wip_hard: bool,
    pub required: Vec<String>,
    pub stall_hours: Option<i32>,
    pub fields: Json<Vec<CustomField>>,
    pub count: i64,
    pub value_cents: i64,
    pub overdue: i64,
    pub today: i64,
    pub planned: i64,
    /// For open stages the number their limit counts, for closed ones those closed this month.
    pub total: i64,
    pub total_cents: i64,
}

impl ColumnRow {
    pub fn stage(&self) -> Stage {
        Stage {
            id: StageId(self.id),
            name: self.name.clone(),
            tone: self.tone,
            position: self.position,
            status: self.status,
            odds_bp: self.odds_bp,
            wip_limit: self.wip_limit,
            wip_hard: self.wip_hard,
            required: self.required.iter().filter_map(|key| key.parse().ok()).collect(),
            stall_hours: self.stall_hours,
            fields: self.fields.0.clone(),
        }
    }
}

/// The columns of a pipeline in order, with the sums of the leads that pass a filter.
pub(crate) async fn columns(tx: &mut Tx, pipeline: PipelineId, by: &Narrow) -> Result<Vec<ColumnRow>> {
    let org = tx.org().0;
    let Clock { now, day_ends, month_starts, .. } = by.clock;
    // each sum is made once: planned as a join, it was made anew for every stage
    let mut query = QueryBuilder::<Postgres>::new(
        "with f as materialized (
             select l.stage_id, count(*) as count, coalesce(sum(l.value_cents), 0)::bigint as value_cents, count(*) filter (where l.next_due_at < ",
    );
    query
        .push_bind(now)
        .push(") as overdue, count(*) filter (where l.next_due_at >= ")
        .push_bind(now)
        .push(" and l.next_due_at < ")
        .push_bind(day_ends)
        .push(") as today, count(*) filter (where l.next_due_at >= ")
        .push_bind(day_ends)
        .push(") as planned from leads l where l.org_id = ")
        .push_bind(org)
        .push(" and l.pipeline_id = ")
        .push_bind(pipeline.0);
    narrow(&mut query, by);
    query.push(
        " group by l.stage_id), t as materialized (
             select stage_id, sum(count)::bigint as count, sum(value_cents)::bigint as value_cents from (
                 select stage_id, count, value_cents from ",
    );
    if by.is_whole_board() {
        // what passes the filter is all there is: it was summed already
        query.push("f");
    } else {
        query
            .push("(select stage_id, count(*) as count, coalesce(sum(value_cents), 0)::bigint as value_cents from leads where org_id = ")
            .push_bind(org)
            .push(" and pipeline_id = ")
            .push_bind(pipeline.0)
            .push(" and status not in ('converted', 'lost') group by stage_id) o");
    }
    query
        .push(" union all select stage_id, count(*), coalesce(sum(value_cents), 0)::bigint from leads where org_id = ")
        .push_bind(org)
        .push(" and pipeline_id = ")
        .push_bind(pipeline.0)
        .push(" and status in ('converted', 'lost') and stage_since >= ")
        .push_bind(month_starts)
        .push(concat!(
            " group by stage_id) l group by stage_id)
         select st.id, st.name, st.tone, st.position, st.status, st.odds_bp, st.wip_limit, st.wip_hard, st.required, st.stall_hours, ",
            stage_fields!("st"),
            ", coalesce(f.count, 0) as count, coalesce(f.value_cents, 0) as value_cents, coalesce(f.overdue, 0) as overdue,
                coalesce(f.today, 0) as today, coalesce(f.planned, 0) as planned, coalesce(t.count, 0) as total, coalesce(t.value_cents, 0) as total_cents
         from stages st left join f on f.stage_id = st.id left join t on t.stage_id = st.id where st.org_id = "
        ))
        .push_bind(org)
        .push(" and st.pipeline_id = ")
        .push_bind(pipeline.0)
        .push(" order by st.position, st.id");
    Ok(query.build_query_as().fetch_all(tx.db()?).await?)
}

/// The cards of the open stages of a pipeline, at most `most` a stage.
pub(crate) async fn cards(tx: &mut Tx, pipeline: PipelineId, by: &Narrow, most: i64) -> Result<Vec<Record>> {
    let org = tx.org().0;
    let mut query = QueryBuilder::<Postgres>::new("select ");
    query.push(COLUMNS).push(" from stages st cross join lateral (select l.* from leads l where l.org_id = ").push_bind(org);
    query.push(" and l.stage_id = st.id and l.pipeline_id = st.pipeline_id and l.status not in ('converted', 'lost')");
    narrow(&mut query, by);
    by_health(&mut query, by);
    query.push(" order by l.rank, l.id");
    // the number everybody begins with is written out, as `push_limit` does
    if most == COLUMN_CARDS {
        query.push(format!(" limit {COLUMN_CARDS}"));
    } else {
        query.push(" limit ").push_bind(most);
    }
    query.push(") l").push(JOINS).push("where st.org_id = ").push_bind(org);
    query.push(" and st.pipeline_id = ").push_bind(pipeline.0).push(" and st.status not in ('converted', 'lost')");
    query.push(" order by l.stage_id, l.rank, l.id");
    Ok(query.build_query_as::<Record>().fetch_all(tx.db()?).await?)
}

/// Whether the organization has this stage.
pub(crate) async fn is_stage(tx: &mut Tx, stage: StageId) -> Result<bool> {
    let found: Option<i32> = sqlx::query_scalar("select 1 from stages where org_id = $1 and id = $2")
        .bind(tx.org().0)
        .bind(stage.0)
        .fetch_optional(tx.db()?)
        .await?;
    Ok(found.is_some())
}

/// Cards of an open stage below one of them, which may have been moved meanwhile: `place` is where it stood.
pub(crate) async fn cards_below(tx: &mut Tx, stage: StageId, by: &Narrow, place: &(String, LeadId), most: i64) -> Result<Vec<Record>> {
    let org = tx.org().0;
    let mut query = QueryBuilder::<Postgres>::new("select ");
    query.push(COLUMNS).push(" from (select l.* from leads l where l.org_id = ").push_bind(org);
    query.push(" and l.stage_id = ").push_bind(stage.0).push(" and l.status not in ('converted', 'lost')");
    query.push(" and l.pipeline_id = (select pipeline_id from stages where org_id = ").push_bind(org);
    query.push(" and id = ").push_bind(stage.0).push(")");
    narrow(&mut query, by);
    by_health(&mut query, by);
    query.push(" and (l.rank, l.id) > (").push_bind(place.0.clone()).push(", ").push_bind(place.1.0);
    query.push(") order by l.rank, l.id limit ").push_bind(most).push(") l").push(JOINS).push("order by l.rank, l.id");
    Ok(query.build_query_as::<Record>().fetch_all(tx.db()?).await?)
}

impl Clock {
    /// The day of an organization in a zone.
    pub(crate) fn of(zone: Option<&str>, now: DateTime<Utc>) -> Self {
        use chrono::Datelike;
        let zone: chrono_tz::Tz = zone.and_then(|z| z.parse().ok()).unwrap_or(chrono_tz::UTC);
        let today = now.with_timezone(&zone).date_naive();
        let midnight = |day: chrono::NaiveDate| {
            shared::clock::moment_of(day.and_time(chrono::NaiveTime::MIN), |at| at.with_timezone(&zone).naive_local())
        };
        let tomorrow = today.succ_opt().unwrap_or(today);
        let first = today.with_day(1).unwrap_or(today);
        Self { now, today, day_ends: midnight(tomorrow), month_starts: midnight(first) }
    }
}
