//! What a new place of a lead is reckoned from: how leads ended, for its score, and the cards around the place.

use shared::leads::LeadSource;
use shared::{LeadId, Result, StageId};

use super::record::Clock;
use crate::db::Tx;

/// What a lead is scored by besides itself: the organization's day, and how the latest thousand closed leads ended, of
/// its source and of all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure {
    pub clock: Clock,
    pub source_won: i64,
    pub source_lost: i64,
    pub all_won: i64,
    pub all_lost: i64,
}

/// Ranks of the cards above a place in a stage and below it.
pub(crate) type Neighbours = (Option<String>, Option<String>);

/// Reads what the leads of a source are measured by, with the ranks around a place as [`neighbours`](super::neighbours)
/// does: who puts a lead into a stage needs both.
pub(crate) async fn measure_and_neighbours(
    tx: &mut Tx,
    source: LeadSource,
    stage: StageId,
    below: Option<LeadId>,
    besides: LeadId,
) -> Result<(Measure, Neighbours)> {
    read(tx, source, Some((stage, below, besides))).await
}

/// Reads what the leads of a source are measured by.
pub(crate) async fn measure(tx: &mut Tx, source: LeadSource) -> Result<Measure> {
    Ok(read(tx, source, None).await?.0)
}

/// Both in one statement; of no place, there is nothing around it.
async fn read(tx: &mut Tx, source: LeadSource, place: Option<(StageId, Option<LeadId>, LeadId)>) -> Result<(Measure, Neighbours)> {
    let org = tx.org().0;
    let (stage, besides) = place.map(|(stage, _, besides)| (stage.0, besides.0)).unzip();
    let below = place.and_then(|(_, below, _)| below);
    let r = sqlx::query!(
        r#"select (select zone from organizations where id = $1) as "zone?", ended.won as "won!", ended.lost as "lost!", ended.all_won as "all_won!",
                  ended.all_lost as "all_lost!", above.rank as "above?", under.rank as "under?"
           from (select count(*) filter (where status = 'converted' and source = $2) as won, count(*) filter (where status = 'lost' and source = $2) as lost,
                        count(*) filter (where status = 'converted') as all_won, count(*) filter (where status = 'lost') as all_lost
                 from (select status, source from leads where org_id = $1 and status in ('converted', 'lost') order by stage_since desc limit 1000) l) ended
           left join leads above on above.org_id = $1 and above.stage_id = $3 and above.id = $4
           left join lateral (
               select l.rank from leads l where l.org_id = $1 and l.stage_id = $3 and l.id <> $5 and l.rank > coalesce(above.rank, '')
               order by l.rank limit 1) under on true"#,
        org,
        source.key(),
        stage,
        below.map(|card| card.0),
        besides
    )
    .fetch_one(tx.db()?)
    .await?;
    let clock = Clock::of(r.zone.as_deref(), tx.now());
    let measure = Measure { clock, source_won: r.won, source_lost: r.lost, all_won: r.all_won, all_lost: r.all_lost };
    Ok((measure, (r.above, r.under)))
}
