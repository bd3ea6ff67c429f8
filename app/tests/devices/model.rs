//! The server in memory: the same rules, an idempotency table, files by offset. With a flaw it breaks one promise.

use std::collections::BTreeMap;

use shared::access::BuiltinRole;
use shared::jobs::{Counting, Intent, IntentReceipt, Job, SentIntent, Stamp, corrected, rules};
use shared::media::rules::{Chunk, place};
use shared::media::{DeclareMedia, Media, MediaReceipt, MediaStatus, Verification};
use shared::{CommandId, Error, MediaId, MemberId};
use uuid::Uuid;

use super::history::Who;
use super::simulation::{Flaw, at};

pub struct Model {
    pub job: Job,
    commands: BTreeMap<CommandId, (Who, SentIntent, IntentReceipt)>,
    flaw: Flaw,
    carried: usize,
}

/// The member who carries device `who`.
pub fn member(who: usize) -> MemberId {
    MemberId(Uuid::from_u128(0x500 + who as u128))
}

impl Model {
    pub fn new(job: Job, flaw: Flaw) -> Self {
        Self { job, commands: BTreeMap::new(), flaw, carried: 0 }
    }

    pub fn intent(&mut self, who: Who, sent: &SentIntent, now: u64) -> Result<IntentReceipt, Error> {
        if self.flaw != Flaw::ServerForgetsCommands
            && let Some((by, first, receipt)) = self.commands.get(&sent.command)
        {
            let same = *by == who && first == sent;
            return if same { Ok(receipt.clone()) } else { Err(Error::conflict_value("command_reused", "")) };
        }
        let stamped = corrected(sent.device_at, sent.offset_ms, Some(at(now)));
        let stamp = Stamp {
            at: stamped,
            device_at: sent.device_at,
            gps: None,
            member: Some(who.map_or(MemberId(Uuid::from_u128(0x600)), member)),
            name: who.map_or("Office".into(), |n| format!("Worker {n}")),
            role: who.and_then(|n| self.job.role_of(member(n))),
            office: who.is_none(),
            may_override: who.is_none() && BuiltinRole::Dispatcher.access().may(shared::access::Action::PhasesOverride),
            counting: if self.flaw == Flaw::ServerCountsPromises { Counting::Captured } else { Counting::Stored },
        };
        let mut intent = sent.intent.clone();
        if self.flaw == Flaw::ServerOverwrites
            && let Intent::AnswerItem { item, seen, .. } = &mut intent
            && let Some((_, item)) = self.job.item(*item)
        {
            *seen = item.answer;
        }
        let mut after = self.job.clone();
        let effects = rules::apply(&mut after, &intent, &stamp)?;
        self.carried += 1;
        if self.flaw != Flaw::ServerLosesCommits || !self.carried.is_multiple_of(7) {
            self.job = after;
        }
        let receipt = IntentReceipt { job: self.job.id, at: stamped, effects };
        self.commands.insert(sent.command, (who, sent.clone(), receipt.clone()));
        Ok(receipt)
    }

    pub fn declare(&mut self, declared: &DeclareMedia) -> Result<(), Error> {
        if let Some(known) = self.job.media.iter().find(|media| media.id == declared.id) {
            let same = known.sha256 == declared.sha256 && known.size == declared.size;
            return if same { Ok(()) } else { Err(Error::conflict_value("media_reused", "")) };
        }
        self.job.media.push(Media {
            id: declared.id,
            job: Some(declared.job),
            visit: None,
            phase: declared.phase,
            requirement: declared.requirement,
            item: declared.item,
            kind: declared.kind,
            status: MediaStatus::Declared,
            position: declared.position,
            caption: declared.caption.clone(),
            signer: None,
            size: declared.size,
            received: 0,
            sha256: declared.sha256.clone(),
            mime: String::new(),
            width: None,
            height: None,
            taken_at: declared.taken_at,
            taken_by: String::new(),
            gps: None,
            problem: None,
            verification: Verification::Unchecked,
            deleted: false,
            version: 1,
        });
        Ok(())
    }

    fn media(&mut self, id: MediaId) -> Result<&mut Media, Error> {
        self.job.media.iter_mut().find(|media| media.id == id).ok_or(Error::NotFound)
    }

    pub fn standing(&mut self, id: MediaId) -> Result<MediaReceipt, Error> {
        let media = self.media(id)?;
        Ok(MediaReceipt { id, status: media.status, offset: media.received, problem: None })
    }

    pub fn chunk(&mut self, id: MediaId, offset: u64, length: u64) -> Result<MediaReceipt, Error> {
        let stores_early = self.flaw == Flaw::ServerStoresEarly;
        let media = self.media(id)?;
        let offset = i64::try_from(offset).unwrap_or(i64::MAX);
        let fresh = match place(media.status, media.size, media.received, offset, usize::try_from(length).unwrap_or(0)) {
            Chunk::Known => 0,
            Chunk::Append => length,
            Chunk::Skip(n) => length - n as u64,
            Chunk::Gap => return Err(Error::conflict_value("wrong_offset", media.received)),
            Chunk::Beyond => return Err(Error::field("offset", "out_of_range")),
            Chunk::Closed => return Err(Error::conflict_value("media_rejected", "")),
        };
        media.received += i64::try_from(fresh).unwrap_or(0);
        let whole = media.received == media.size || stores_early;
        media.status = if whole { MediaStatus::Stored } else { MediaStatus::Receiving };
        Ok(MediaReceipt { id, status: media.status, offset: media.received, problem: None })
    }
}
