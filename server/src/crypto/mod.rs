//! Cryptography the product needs, and nothing clever: sealing secrets at rest, opaque tokens, password hashes,
//! one-time codes and recovery codes.
//!
//! Invariants:
//! - Secrets read from the database pass through [`SecretBox`]; its associated data names the row they belong to,
//!   so a sealed value copied into another row or organization does not open.
//! - Tokens sent to people are 256 random bits and are stored only as [`token_hash`].
//! - Everything that compares secrets does so in constant time.
//! - Password work is slow on purpose: it runs on blocking threads, a bounded number at once.
//!
//! Left to others: where keys come from (configuration), rate limits and lock-outs, storing the last used step.

mod passwords;
mod recovery;
mod sealed;
mod tokens;
mod totp;

pub use passwords::{PasswordError, Passwords, Verdict};
pub use recovery::{normalise_recovery_code, recovery_code_hash, recovery_codes};
pub use sealed::{SealError, SecretBox};
pub(crate) use tokens::hex;
pub use tokens::{constant_time_eq, random_token, sha256, sha256_hex, token_hash};
pub use totp::{TotpError, TotpSecret};
