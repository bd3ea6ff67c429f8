//! The server at the other end of the wire: the model for many days in little time, the use cases for some.

use shared::jobs::{IntentReceipt, Job, SentIntent};
use shared::media::{DeclareMedia, MediaReceipt};
use shared::{Error, MediaId};

use super::history::Who;
use super::model::Model;
use super::real::Real;

pub enum Server {
    Model(Box<Model>),
    Real(Box<Real>),
}

impl Server {
    /// The job as `who` gets it.
    pub async fn job(&mut self, who: Who) -> Job {
        match self {
            Server::Model(model) => model.job.clone(),
            Server::Real(real) => real.job(who).await,
        }
    }

    pub async fn intent(&mut self, who: Who, sent: &SentIntent, now: u64) -> Result<IntentReceipt, Error> {
        match self {
            Server::Model(model) => model.intent(who, sent, now),
            Server::Real(real) => real.intent(who, sent).await,
        }
    }

    pub async fn declare(&mut self, who: usize, declared: &DeclareMedia) -> Result<(), Error> {
        match self {
            Server::Model(model) => model.declare(declared),
            Server::Real(real) => real.declare(who, declared).await,
        }
    }

    pub async fn standing(&mut self, who: usize, media: MediaId) -> Result<MediaReceipt, Error> {
        match self {
            Server::Model(model) => model.standing(media),
            Server::Real(real) => real.standing(who, media).await,
        }
    }

    pub async fn chunk(&mut self, who: usize, media: MediaId, offset: u64, length: u64) -> Result<MediaReceipt, Error> {
        match self {
            Server::Model(model) => model.chunk(media, offset, length),
            Server::Real(real) => real.chunk(who, media, offset, length).await,
        }
    }

    /// The bytes a device photographs, and how many go at once.
    pub fn photo(&self, dice: &mut super::dice::Dice) -> (i64, String, u64) {
        match self {
            Server::Model(_) => (i64::try_from(dice.between(1, 50)).unwrap_or(1), "0".repeat(64), 16),
            Server::Real(real) => real.photo(),
        }
    }
}
