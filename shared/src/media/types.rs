use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ItemId, JobId, MediaId, PhaseId, RequirementId, SiteVisitId};

choice! {
    /// What kind of thing was captured.
    MediaKind {
        Photo = "photo",
        Video = "video",
        Signature = "signature",
        Document = "document",
        Voice = "voice",
    }
}

choice! {
    /// Where a medium stands on its way to the server.
    MediaStatus {
        /// Safe on the device that took it; the server does not know of it yet.
        Saved = "saved",
        /// The server knows what will come.
        Declared = "declared",
        /// Some of its bytes are there.
        Receiving = "receiving",
        /// All bytes are there and were checked.
        Stored = "stored",
        /// The bytes are not what was declared, or not acceptable.
        Rejected = "rejected",
    }
}

choice! {
    /// What automatic checks say of a stored photo.
    Verification {
        /// Nothing to check, or not checked yet.
        Unchecked = "unchecked",
        Good = "good",
        /// Blurred, dark, or a copy of another photo of the job: a person should look.
        Doubtful = "doubtful",
    }
}

choice! {
    /// Why a medium was rejected.
    MediaProblem {
        /// The content is not of the declared kind (a text named .jpg).
        WrongType = "wrong_type",
        /// More bytes than the kind may have.
        TooLarge = "too_large",
        /// More pixels than the kind may have, or a file that unpacks beyond measure.
        TooManyPixels = "too_many_pixels",
        /// The content is damaged.
        Damaged = "damaged",
        /// The bytes that came are not those declared.
        WrongHash = "wrong_hash",
        /// A scanner found known malware in it.
        Malware = "malware",
    }
}

mod texts {
    crate::catalog_bilingual! {
        wrong_type { "The file is not what its name says. Take the photo again" / "Le fichier n'est pas ce que son nom indique. Reprenez la photo" }
        too_large { "The file is too large" / "Le fichier est trop volumineux" }
        too_many_pixels { "The picture has too many pixels" / "L'image compte trop de pixels" }
        damaged { "The file is damaged. Take the photo again" / "Le fichier est endommagé. Reprenez la photo" }
        wrong_hash { "The file changed on its way. Send it again" / "Le fichier a changé en route. Envoyez-le de nouveau" }
        malware { "A virus was found in the file. It was not stored" / "Un virus a été trouvé dans le fichier. Il n'a pas été conservé" }
    }
}

impl MediaProblem {
    /// What happened and what to do, in the language of the thread.
    pub fn text(self) -> String {
        match self {
            MediaProblem::WrongType => texts::wrong_type(),
            MediaProblem::TooLarge => texts::too_large(),
            MediaProblem::TooManyPixels => texts::too_many_pixels(),
            MediaProblem::Damaged => texts::damaged(),
            MediaProblem::WrongHash => texts::wrong_hash(),
            MediaProblem::Malware => texts::malware(),
        }
    }
}

/// A place as a device knows it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, validator::Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Position {
    #[validate(range(min = -90.0, max = 90.0))]
    pub latitude: f64,
    #[validate(range(min = -180.0, max = 180.0))]
    pub longitude: f64,
    /// Radius in metres within which the device believes to be.
    #[validate(range(min = 0.0, max = 1_000_000.0))]
    pub accuracy: f64,
}

/// A captured thing without its bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Media {
    pub id: MediaId,
    /// The job it belongs to; none while it is of a visit whose lead is no job yet.
    pub job: Option<JobId>,
    /// The site visit it was taken at.
    #[serde(default)]
    pub visit: Option<SiteVisitId>,
    pub phase: Option<PhaseId>,
    pub requirement: Option<RequirementId>,
    /// The checklist item it documents (a problem, mostly).
    pub item: Option<ItemId>,
    pub kind: MediaKind,
    pub status: MediaStatus,
    /// Place in its grid, from 0.
    pub position: i32,
    pub caption: String,
    /// Who signed, for signatures.
    pub signer: Option<String>,
    /// Declared size in bytes.
    pub size: i64,
    /// Bytes the server has.
    pub received: i64,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    pub mime: String,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub taken_at: DateTime<Utc>,
    pub taken_by: String,
    pub gps: Option<Position>,
    pub problem: Option<MediaProblem>,
    pub verification: Verification,
    pub deleted: bool,
    pub version: i32,
}

impl Media {
    /// Where its small picture is, if there is one.
    pub fn thumb_url(&self) -> Option<String> {
        let drawn = matches!(self.kind, MediaKind::Photo | MediaKind::Signature);
        (drawn && self.status == MediaStatus::Stored).then(|| format!("/api/v1/media/{}/thumb", self.id))
    }

    /// Where the copy to look at is.
    pub fn full_url(&self) -> String {
        format!("/api/v1/media/{}/full", self.id)
    }
}

/// What the server answers while bytes come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MediaReceipt {
    pub id: MediaId,
    pub status: MediaStatus,
    /// Where the next chunk has to start.
    pub offset: i64,
    pub problem: Option<MediaProblem>,
}
