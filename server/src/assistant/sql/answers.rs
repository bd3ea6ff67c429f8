//! What was shown and what people made of it.

use chrono::{DateTime, Utc};
use shared::assistant::{Answers, DismissReason, DismissedFor, KindRate, SuggestionKind, Verdict, WORDS};
use shared::{MemberId, Result, SuggestionId, SuggestionKindId};
use uuid::Uuid;

use crate::assistant::Subject;
use crate::db::Tx;

/// Answers that tell how likely a kind is followed: the latest so many of all kinds.
const LATEST: i64 = 2_000;

fn keys(kinds: &[SuggestionKind]) -> Vec<String> {
    kinds.iter().map(|kind| kind.key().to_string()).collect()
}

fn columns(subject: Subject) -> (Option<Uuid>, Option<Uuid>) {
    match subject {
        Subject::Lead(id) => (Some(id.0), None),
        Subject::Quote(id) => (None, Some(id.0)),
    }
}

/// How a kind fared.
pub(crate) struct Fared {
    pub kind: SuggestionKind,
    pub answers: Answers,
    pub retired: bool,
}

pub(crate) async fn fared(tx: &mut Tx) -> Result<Vec<Fared>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select coalesce(k.kind, s.kind) as "kind!", coalesce(s.followed, 0) as "followed!", coalesce(s.answers, 0) as "answers!", k.kind is not null as "retired!"
           from (select kind, count(*) filter (where verdict <> 'dismissed') as followed, count(*) as answers
                 from (select kind, verdict from suggestions where org_id = $1 and verdict is not null order by answered_at desc limit $2) latest group by kind) s
           full join (select kind from suggestion_kinds where org_id = $1 and retired_at is not null) k on k.kind = s.kind"#,
        org,
        LATEST
    )
    .fetch_all(tx.db()?)
    .await?;
    // a kind of an older version is none any more
    let known = rows.into_iter().filter_map(|r| Some((r.kind.parse().ok()?, r.followed, r.answers, r.retired)));
    Ok(known.map(|(kind, followed, all, retired)| Fared { kind, answers: Answers { followed, all }, retired }).collect())
}

/// What was answered and still holds: dismissals made at this step, and what was followed since then.
pub(crate) async fn settled(tx: &mut Tx, subject: Subject, step: &str, since: DateTime<Utc>) -> Result<Vec<(SuggestionKind, Verdict)>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select kind, verdict as "verdict!: Verdict" from suggestions
           where org_id = $1 and subject_id = $2 and verdict is not null
             and case when verdict = 'dismissed' then step = $3 else answered_at > $4 end
           order by answered_at, id"#,
        org,
        subject.id(),
        step,
        since
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().filter_map(|r| Some((r.kind.parse().ok()?, r.verdict))).collect())
}

/// Counts a showing of each; those that were not on show before.
pub(crate) async fn note_shown(tx: &mut Tx, subject: Subject, step: &str, kinds: &[SuggestionKind]) -> Result<Vec<SuggestionKind>> {
    let (org, now) = (tx.org().0, tx.now());
    let (lead, quote) = columns(subject);
    // in one order, so that two who look at the same do not wait for each other
    let mut kinds = kinds.to_vec();
    kinds.sort_unstable();
    let ids: Vec<Uuid> = kinds.iter().map(|_| Uuid::now_v7()).collect();
    let rows = sqlx::query!(
        r#"insert into suggestions (org_id, id, lead_id, quote_id, kind, step, shown_at, last_shown_at)
           select $1, s.id, $2, $3, s.kind, $4, $5, $5 from unnest($6::uuid[], $7::text[]) s (id, kind)
           on conflict (org_id, subject_id, kind) where verdict is null
           do update set times = suggestions.times + 1, last_shown_at = excluded.last_shown_at, step = excluded.step
           returning kind, times"#,
        org,
        lead,
        quote,
        step,
        now,
        &ids,
        &keys(&kinds)
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().filter(|r| r.times == 1).filter_map(|r| r.kind.parse().ok()).collect())
}

/// What somebody made of a suggestion.
pub(crate) struct Answer<'a> {
    pub kind: SuggestionKind,
    pub verdict: Verdict,
    /// Of a dismissal only.
    pub because: Option<DismissReason>,
    pub reason: &'a str,
    pub member: Option<MemberId>,
}

/// Keeps an answer; one that comes before its showing was noted counts as shown.
pub(crate) async fn settle(tx: &mut Tx, subject: Subject, step: &str, answer: Answer<'_>) -> Result<SuggestionId> {
    let (org, now) = (tx.org().0, tx.now());
    let Answer { kind, verdict, because, reason, member } = answer;
    let (lead, quote) = columns(subject);
    Ok(sqlx::query_scalar!(
        r#"with open as (
               update suggestions set verdict = $5, reason = $6, answered_at = $7, member_id = $8, step = $4, because = $11
               where org_id = $1 and subject_id = coalesce($2::uuid, $3::uuid) and kind = $9 and verdict is null returning id),
           made as (
               insert into suggestions (org_id, id, lead_id, quote_id, kind, step, shown_at, last_shown_at, verdict, reason, answered_at, member_id, because)
               select $1, $10::uuid, $2, $3, $9, $4, $7, $7, $5, $6, $7, $8, $11 where not exists (select from open) returning id)
           select id as "id!: SuggestionId" from open union all select id from made"#,
        org,
        lead,
        quote,
        step,
        verdict.key(),
        reason,
        now,
        member.map(|m| m.0),
        kind.key(),
        Uuid::now_v7(),
        because.map(DismissReason::key)
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// Takes dismissals of a kind back, after which it is on show: the one that holds at this step, and the last answer if
/// that is one, for the lead or quote may stand elsewhere by now and have shown the kind again. All of them become one
/// showing without an answer, that newer one if there is one. None if there is no dismissal to take back.
pub(crate) async fn restore(tx: &mut Tx, subject: Subject, step: &str, kind: SuggestionKind) -> Result<Option<SuggestionId>> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(
        r#"with answered as (
               select s.id, s.verdict, s.step, row_number() over (order by s.answered_at desc, s.id desc) as nth
               from suggestions s where s.org_id = $1 and s.subject_id = $2 and s.kind = $3 and s.verdict is not null),
           dismissed as (select id, nth from answered where verdict = 'dismissed' and (nth = 1 or step = $4)),
           kept as (
               select coalesce((select o.id from suggestions o where o.org_id = $1 and o.subject_id = $2 and o.kind = $3 and o.verdict is null),
                               (select id from dismissed order by nth limit 1)) as id
               where exists (select from dismissed)),
           gone as (delete from suggestions g using dismissed d, kept k where g.org_id = $1 and g.id = d.id and g.id <> k.id),
           back as (
               update suggestions s set verdict = null, because = null, reason = '', answered_at = null, member_id = null, step = $4
               from kept k where s.org_id = $1 and s.id = k.id returning s.id)
           select id as "id!: SuggestionId" from back"#,
        org,
        subject.id(),
        kind.key(),
        step
    )
    .fetch_optional(tx.db()?)
    .await?)
}

/// How often kinds that are made were shown and followed, of the latest so many showings since they were brought back:
/// (kind, shown, followed). What was shown after `before` and is not answered says nothing yet.
pub(crate) async fn judged(
    tx: &mut Tx,
    kinds: &[SuggestionKind],
    latest: i64,
    before: DateTime<Utc>,
) -> Result<Vec<(SuggestionKind, i64, i64)>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select k.kind as "kind!", count(s.kind) as "shown!", count(s.kind) filter (where s.verdict in ('accepted', 'edited')) as "followed!"
           from unnest($2::text[]) k (kind)
           left join suggestion_kinds d on d.org_id = $1 and d.kind = k.kind
           left join lateral (
               select s.kind, s.verdict from suggestions s
               where s.org_id = $1 and s.kind = k.kind and s.shown_at > coalesce(d.returned_at, '-infinity') and (s.verdict is not null or s.shown_at < $4)
               order by s.shown_at desc limit $3) s on true
           where d.retired_at is null
           group by k.kind order by k.kind"#,
        org,
        &keys(kinds),
        latest,
        before
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows.into_iter().filter_map(|r| Some((r.kind.parse().ok()?, r.shown, r.followed))).collect())
}

/// Retires a kind; its row and version, or none if it was retired already.
pub(crate) async fn retire(tx: &mut Tx, id: SuggestionKindId, kind: SuggestionKind, by: &str) -> Result<Option<(SuggestionKindId, i32)>> {
    let (org, now) = (tx.org().0, tx.now());
    let row = sqlx::query!(
        r#"insert into suggestion_kinds (org_id, id, kind, retired_at, retired_by) values ($1, $2, $3, $4, $5)
           on conflict (org_id, kind) do update set retired_at = excluded.retired_at, retired_by = excluded.retired_by, version = suggestion_kinds.version + 1
           where suggestion_kinds.retired_at is null
           returning id as "id: SuggestionKindId", version"#,
        org,
        id.0,
        kind.key(),
        now,
        by
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(|r| (r.id, r.version)))
}

/// Brings a kind back; its row and version, or none if it was not retired.
pub(crate) async fn bring_back(tx: &mut Tx, kind: SuggestionKind) -> Result<Option<(SuggestionKindId, i32)>> {
    let (org, now) = (tx.org().0, tx.now());
    let row = sqlx::query!(
        r#"update suggestion_kinds set retired_at = null, retired_by = '', returned_at = $3, version = version + 1
           where org_id = $1 and kind = $2 and retired_at is not null
           returning id as "id: SuggestionKindId", version"#,
        org,
        kind.key(),
        now
    )
    .fetch_optional(tx.db()?)
    .await?;
    Ok(row.map(|r| (r.id, r.version)))
}

/// How kinds that were shown since then or are retired fared, and what became of the leads and quotes.
pub(crate) async fn rates(tx: &mut Tx, since: DateTime<Utc>) -> Result<Vec<KindRate>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"with shown as (
               select s.kind, s.verdict, coalesce(l.status = 'converted', q.status = 'accepted') as won,
                      coalesce(l.status in ('converted', 'lost'), q.status in ('accepted', 'declined', 'expired', 'withdrawn')) as ended
               from suggestions s
               left join leads l on l.org_id = $1 and l.id = s.lead_id
               left join quotes q on q.org_id = $1 and q.id = s.quote_id
               where s.org_id = $1 and s.shown_at >= $2),
           fared as (
               select kind, count(*) as shown, count(*) filter (where verdict = 'accepted') as accepted, count(*) filter (where verdict = 'edited') as edited,
                      count(*) filter (where verdict = 'dismissed') as dismissed,
                      count(*) filter (where verdict in ('accepted', 'edited') and won) as followed_won,
                      count(*) filter (where verdict in ('accepted', 'edited') and ended) as followed_ended,
                      count(*) filter (where verdict = 'dismissed' and won) as dismissed_won,
                      count(*) filter (where verdict = 'dismissed' and ended) as dismissed_ended
               from shown group by kind)
           select coalesce(f.kind, k.kind) as "kind!", coalesce(f.shown, 0) as "shown!", coalesce(f.accepted, 0) as "accepted!", coalesce(f.edited, 0) as "edited!",
                  coalesce(f.dismissed, 0) as "dismissed!", coalesce(f.followed_won, 0) as "followed_won!", coalesce(f.followed_ended, 0) as "followed_ended!",
                  coalesce(f.dismissed_won, 0) as "dismissed_won!", coalesce(f.dismissed_ended, 0) as "dismissed_ended!", k.retired_at as "retired_at?", k.retired_by as "retired_by?"
           from fared f full join (select kind, retired_at, retired_by from suggestion_kinds where org_id = $1 and retired_at is not null) k on k.kind = f.kind"#,
        org,
        since
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|r| {
            Some(KindRate {
                kind: r.kind.parse().ok()?,
                shown: r.shown,
                accepted: r.accepted,
                edited: r.edited,
                dismissed: r.dismissed,
                followed_won: r.followed_won,
                followed_ended: r.followed_ended,
                dismissed_won: r.dismissed_won,
                dismissed_ended: r.dismissed_ended,
                retired_at: r.retired_at,
                retired_by: r.retired_by.filter(|by| !by.is_empty()),
                reasons: Vec::new(),
            })
        })
        .collect())
}

/// Why kinds that were shown since then were dismissed, as far as people said; of each the most frequent first.
pub(crate) async fn reasons(tx: &mut Tx, since: DateTime<Utc>) -> Result<Vec<(SuggestionKind, DismissedFor)>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"select s.kind, s.because as "because: DismissReason", count(*) as "times!",
                  (array_agg(s.reason order by s.answered_at desc, s.id desc) filter (where s.reason <> ''))[1:$3::int] as words
           from suggestions s
           where s.org_id = $1 and s.shown_at >= $2 and s.verdict = 'dismissed' and (s.because is not null or s.reason <> '')
           group by s.kind, s.because
           order by s.kind, count(*) desc, s.because"#,
        org,
        since,
        WORDS
    )
    .fetch_all(tx.db()?)
    .await?;
    let known = rows.into_iter().filter_map(|r| {
        Some((r.kind.parse().ok()?, DismissedFor { because: r.because, times: r.times, words: r.words.unwrap_or_default() }))
    });
    Ok(known.collect())
}
