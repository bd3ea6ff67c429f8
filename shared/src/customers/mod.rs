//! Customers: accounts (a person or a company), the people at them, and their addresses.
//!
//! States: prospect → active → dormant, or blocked. A prospect becomes active when a first quote is accepted.
//! Invariants: an account has a name; it may belong to another, without circles, see `family`; e-mail and phone are kept as typed and in a comparable form; looking like
//! another account is a warning with reasons, never a refusal; two records may be merged, and the merge undone, see
//! `merge`. Leaves inquiries to `leads`, money to `quotes`.

pub mod away;
pub mod blocked;
pub mod custom;
pub mod events;
pub mod family;
pub mod fleet;
pub mod import;
pub mod input;
pub mod merge;
pub mod preferences;
pub mod presets;
pub mod repairs;
pub mod rules;
pub mod stream;
pub mod tax;
pub mod types;

pub use away::{Archived, NamedIn, OpenWork, RemovedContact};
pub use custom::*;
pub use family::{MOST_LEVELS, check_parent, joined_above};
pub use fleet::*;
pub use import::{
    CHUNK, DuplicateRows, Import, ImportColumn, ImportField, ImportRows, ImportStatus, Imported, MOST_ROWS, MapImport, NewImport,
    RowCounts, RowOutcome, RowProblem,
};
pub use input::*;
pub use merge::*;
pub use preferences::{
    AUTOMATED, ConsentWay, EditPreferences, MessageChannel, MessageKind, MessageOn, MessageRefusal, Preferences, QuietHours, SmsChange,
    SmsConsent, SmsEnd,
};
pub use presets::{EditImportPreset, ImportPreset, MOST_PRESETS, NewImportPreset, PresetColumn, known_presets, recognise};
pub use repairs::{EndPriceList, NewPriceList, PriceList, RepairPrice, RepairTiers};
pub use stream::StreamPart;
pub use tax::TaxStanding;
pub use types::*;
