//! The use cases on PostgreSQL at the end of the wire.

use bytes::Bytes;
use futures_util::TryStreamExt;
use server::Cx;
use server::media::Variant;
use server::testing::TestApp;
use shared::access::BuiltinRole;
use shared::jobs::{AssignCrew, CrewPlace, IntentReceipt, Job, NewJob, NewStop, SentIntent, StopKind};
use shared::media::{DeclareMedia, MediaReceipt};
use shared::packs::{CrewRole, ServiceLine};
use shared::{Error, JobId, MediaId, Result};
use uuid::Uuid;

use super::history::Who;

/// Who works on the devices.
pub const CREW: [(BuiltinRole, CrewRole); 3] =
    [(BuiltinRole::Driver, CrewRole::Driver), (BuiltinRole::Mover, CrewRole::Mover), (BuiltinRole::Technician, CrewRole::Technician)];

pub struct Real {
    crew: Vec<Cx>,
    office: Cx,
    job: JobId,
    bytes: Bytes,
}

impl Real {
    /// A booked move with a crew, on the demo.
    pub async fn new(test: &TestApp) -> Self {
        let office = test.cx(BuiltinRole::Dispatcher);
        let new = NewJob {
            line: ServiceLine::Moving,
            title: "Simulated day".into(),
            customer: "Sim Ulated".into(),
            email: Some("sim@example.com".into()),
            phone: None,
            stops: vec![
                NewStop::at(StopKind::Pickup, "2146 West 3rd Ave, Vancouver"),
                NewStop::at(StopKind::DropOff, "1360 Frederick Rd, North Vancouver"),
            ],
            starts_at: None,
            ends_at: None,
            total_cents: 0,
            instructions: String::new(),
            requested: false,
        };
        let job = server::jobs::create(&office, new).await.expect("a job");
        let crew: Vec<Cx> = CREW.iter().map(|(role, _)| test.cx(*role)).collect();
        let places = crew.iter().zip(CREW).filter_map(|(cx, (_, role))| Some(CrewPlace { member: cx.member()?, role })).collect();
        server::jobs::assign(&office, job.id, AssignCrew { crew: places, version: job.version, reason: String::new() })
            .await
            .expect("a crew");
        Self { crew, office, job: job.id, bytes: photo(test).await }
    }

    fn cx(&self, who: Who) -> &Cx {
        who.map_or(&self.office, |who| &self.crew[who])
    }

    /// The member who carries device `who`, and what they are called.
    pub fn person(&self, who: usize) -> (shared::MemberId, String) {
        let cx = &self.crew[who];
        (cx.member().expect("crews are members"), cx.actor.name().to_string())
    }

    pub async fn job(&mut self, who: Who) -> Job {
        server::jobs::show(self.cx(who), self.job).await.expect("the job is theirs")
    }

    pub async fn intent(&mut self, who: Who, sent: &SentIntent) -> Result<IntentReceipt> {
        server::jobs::carry_out(self.cx(who), self.job, sent.clone()).await
    }

    pub async fn declare(&mut self, who: usize, declared: &DeclareMedia) -> Result<()> {
        server::media::declare(self.cx(Some(who)), declared.clone()).await.map(drop)
    }

    pub async fn standing(&mut self, who: usize, id: MediaId) -> Result<MediaReceipt> {
        let media = server::media::show(self.cx(Some(who)), id).await?;
        Ok(MediaReceipt { id, status: media.status, offset: media.received, problem: media.problem })
    }

    pub async fn chunk(&mut self, who: usize, id: MediaId, offset: u64, length: u64) -> Result<MediaReceipt> {
        let range = usize::try_from(offset).ok().zip(usize::try_from(offset + length).ok()).filter(|(_, end)| *end <= self.bytes.len());
        let (from, to) = range.ok_or(Error::NotFound)?;
        server::media::receive(self.cx(Some(who)), id, i64::try_from(offset).unwrap_or(i64::MAX), self.bytes.slice(from..to)).await
    }

    pub fn photo(&self) -> (i64, String, u64) {
        let size = self.bytes.len();
        (i64::try_from(size).unwrap_or(0), server::crypto::sha256_hex(&self.bytes), (size as u64 / 3).max(1))
    }
}

/// A photo of the demo.
async fn photo(test: &TestApp) -> Bytes {
    let mut conn = test.owner_connection().await;
    let id: Uuid =
        sqlx::query_scalar("select id from media where org_id = $1 and kind = 'photo' and status = 'stored' order by size limit 1")
            .bind(test.org().id.0)
            .fetch_one(&mut conn)
            .await
            .expect("the demo has photos");
    let opened = server::media::open(&test.owner().await, MediaId(id), Variant::Original, None).await.expect("it opens");
    let chunks: Vec<Bytes> = opened.file.bytes.try_collect().await.expect("its bytes");
    chunks.concat().into()
}
