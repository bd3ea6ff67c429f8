//! Where a play is performed: the organization, its people, the clock and the ids of its commands.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, TimeZone, Utc};
use sha2::{Digest, Sha256};
use shared::access::BuiltinRole;
use shared::text::Locale;
use shared::{CommandId, Error, OrgId, Result};
use uuid::Uuid;

use super::cast::Company;
use super::sql::{self, Member, Progress};
use crate::app::App;
use crate::cx::{Actor, Cx, RequestInfo};

/// The organization of a company as the scenes see it.
pub struct Stage<'a> {
    pub app: &'a App,
    pub company: &'a Company<'a>,
    pub org: OrgId,
    /// The present of the play: when loading began.
    pub present: DateTime<Utc>,
    /// The time of the scene that is played.
    pub then: DateTime<Utc>,
    members: Vec<Member>,
    /// Scenes played in this attempt, and settled in this or a former one.
    played: i64,
    settled: i64,
    /// The database's clock after the last settled scene: what it stamped later belongs to the next one.
    mark: DateTime<Utc>,
}

impl<'a> Stage<'a> {
    pub async fn set_up(app: &'a App, company: &'a Company<'a>, org: OrgId, progress: Progress) -> Result<Self> {
        let Progress { present, settled, mark } = progress;
        let mut stage = Self { app, company, org, present, then: present, members: Vec::new(), played: 0, settled, mark };
        stage.meet().await?;
        Ok(stage)
    }

    /// Learns who the members are.
    pub async fn meet(&mut self) -> Result<()> {
        let mut tx = self.app.system("the cast of the demo").await?;
        self.members = sql::members(&mut tx, self.org).await?;
        tx.commit().await
    }

    pub fn has(&self, email: &str) -> bool {
        self.members.iter().any(|m| m.email == email)
    }

    /// Somebody by first name.
    /// Without a cast of its own, the owner plays everybody.
    pub fn member(&self, first: &str) -> Result<&Member> {
        if self.company.people.is_empty() {
            return self.members.iter().find(|m| m.roles.iter().any(|role| role == "owner")).ok_or(Error::NotFound);
        }
        let named = |m: &&Member| m.name.split(' ').next() == Some(first);
        self.members.iter().find(named).ok_or_else(|| Error::internal(&format!("{first} is not in the cast")))
    }

    /// The application as of the time of the scene.
    pub fn app_then(&self) -> App {
        self.app.as_of(self.then)
    }

    pub fn request(&self) -> RequestInfo {
        RequestInfo { locale: Locale::En, ..RequestInfo::internal("demo") }
    }

    pub fn owner(&self, app: &App) -> Result<Cx> {
        let first = self.company.people.first().and_then(|p| p.name.split(' ').next()).unwrap_or_default();
        self.as_member(app, first)
    }

    fn as_member(&self, app: &App, first: &str) -> Result<Cx> {
        let member = self.member(first)?;
        let role: BuiltinRole = member.roles.first().and_then(|role| role.parse().ok()).ok_or(Error::NotFound)?;
        let actor = Actor::Staff { user: member.user, member: member.member, name: member.name.clone() };
        Ok(Cx::new(app, self.org, actor, role.access(), self.request()))
    }

    /// Somebody of the cast, about to carry out the step `key`.
    pub fn staff(&self, first: &str, key: &str) -> Result<Cx> {
        Ok(self.as_member(&self.app_then(), first)?.with_command(self.command(key), [0; 32]))
    }

    /// The system, about to carry out the step `key`: what comes in by forms and programs.
    pub fn system(&self, key: &str) -> Cx {
        let cx = Cx::system(&self.app_then(), self.org, "Lead form");
        cx.with_command(self.command(key), [0; 32])
    }

    /// The id that belongs to a step, the same in each attempt to load.
    pub fn fixed(&self, key: &str) -> Uuid {
        let digest = Sha256::digest(format!("{} {key}", self.org));
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    pub fn command(&self, key: &str) -> CommandId {
        CommandId(self.fixed(key))
    }

    /// A time of a day counted from the present one, on the clock of the company.
    pub fn day(&self, days: i64, hour: u32, minute: u32) -> DateTime<Utc> {
        let zone: chrono_tz::Tz = self.company.zone.parse().unwrap_or(chrono_tz::UTC);
        let today = self.present.with_timezone(&zone).date_naive();
        let span = Days::new(days.unsigned_abs());
        let day = if days < 0 { today - span } else { today + span };
        let wall = day.and_time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default());
        zone.from_local_datetime(&wall).earliest().map_or_else(|| wall.and_utc(), |at| at.with_timezone(&Utc))
    }

    /// A time on the wall clock of the company.
    pub fn wall(&self, at: DateTime<Utc>) -> chrono::NaiveDateTime {
        let zone: chrono_tz::Tz = self.company.zone.parse().unwrap_or(chrono_tz::UTC);
        at.with_timezone(&zone).naive_local()
    }

    /// Goes to the time of a scene; nothing happens after the present.
    pub fn go(&mut self, then: DateTime<Utc>) {
        self.then = then.min(self.present - TimeDelta::minutes(2));
    }

    /// Moves what the database stamped during the scene to the time of the scene; a scene that only replayed what a
    /// former attempt settled stamped nothing.
    pub async fn settle(&mut self) -> Result<()> {
        self.played += 1;
        if self.played <= self.settled {
            return Ok(());
        }
        let mut tx = self.app.system("demo data are moved to the time they tell of").await?;
        sql::backdate(&mut tx, self.org, self.mark, self.then).await?;
        self.mark = sql::advance(&mut tx, self.org).await?;
        tx.commit().await
    }
}
