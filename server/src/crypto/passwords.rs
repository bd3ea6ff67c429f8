//! Password hashes: argon2id with 19 MiB, two passes, one lane, as PHC strings.

use std::{fmt, sync::Arc};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Longer input is refused before any hashing: length must not buy an attacker our processor time.
const LONGEST: usize = 1024;

/// Hashes and verifies passwords on blocking threads, a bounded number at once (19 MiB each).
#[derive(Clone)]
pub struct Passwords {
    places: Arc<Semaphore>,
    nobody: Arc<str>,
}

/// The answer to "is this the password?".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Matched,
    /// It is, but the stored hash has weaker parameters: hash again and store.
    MatchedOutdated,
    /// It is not, or there is no such user.
    Mismatched,
}

impl Verdict {
    /// Whether the password was right.
    pub fn is_match(self) -> bool {
        !matches!(self, Self::Mismatched)
    }
}

/// Why a password could not be hashed or compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasswordError {
    /// More than 1,024 bytes.
    TooLong,
    /// The stored hash is not a PHC string.
    BadHash,
    /// The process is shutting down or a hashing thread died.
    Interrupted,
}

impl fmt::Display for PasswordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "the password is too long: use at most 1,024 bytes",
            Self::BadHash => "the stored password hash cannot be read: send the user a reset link",
            Self::Interrupted => "the password check was interrupted: try again",
        })
    }
}

impl std::error::Error for PasswordError {}

impl Passwords {
    /// At most `at_once` hashes run at the same time; further callers wait their turn.
    pub fn new(at_once: usize) -> Self {
        // A hash nobody knows the password of: verifying against it costs what a real one costs.
        let (mut salt, mut hash) = ([0_u8; 16], [0_u8; 32]);
        rand::fill(&mut salt);
        rand::fill(&mut hash);
        let nobody =
            format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}", STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(hash));
        Self { places: Arc::new(Semaphore::new(at_once.max(1))), nobody: nobody.into() }
    }

    /// The PHC string to store for `password`.
    ///
    /// # Errors
    /// [`PasswordError::TooLong`] beyond 1,024 bytes.
    pub async fn hash(&self, password: &SecretString) -> Result<String, PasswordError> {
        let password = normalised(password)?;
        self.blocking(move || {
            hasher().hash_password(password.expose_secret().as_bytes()).map(|hash| hash.to_string()).map_err(|_| PasswordError::Interrupted)
        })
        .await
    }

    /// Compares `password` with the stored PHC string; `None` (no such user) takes as long and never matches.
    ///
    /// # Errors
    /// [`PasswordError::BadHash`] when the stored string is damaged.
    pub async fn verify(&self, password: &SecretString, stored: Option<&str>) -> Result<Verdict, PasswordError> {
        let known = stored.is_some();
        let stored = stored.unwrap_or(&self.nobody).to_owned();
        let Ok(password) = normalised(password) else {
            return Ok(Verdict::Mismatched);
        };
        self.blocking(move || {
            let hash = PasswordHash::new(&stored).map_err(|_| PasswordError::BadHash)?;
            let matched = hasher().verify_password(password.expose_secret().as_bytes(), &hash).is_ok();
            Ok(match (known && matched, is_current(&hash)) {
                (false, _) => Verdict::Mismatched,
                (true, true) => Verdict::Matched,
                (true, false) => Verdict::MatchedOutdated,
            })
        })
        .await
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let place = self.places.clone().acquire_owned().await.map_err(|_| PasswordError::Interrupted)?;
        tokio::task::spawn_blocking(move || {
            // Held by the thread, not by the caller: a caller that gives up must not free the place early.
            let _place = place;
            work()
        })
        .await
        .map_err(|_| PasswordError::Interrupted)?
    }
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Passwords({} free places)", self.places.available_permits())
    }
}

/// The same password typed on a phone and on a desk may arrive composed or decomposed: NFC makes them equal.
fn normalised(password: &SecretString) -> Result<SecretString, PasswordError> {
    if password.expose_secret().len() > LONGEST {
        return Err(PasswordError::TooLong);
    }
    Ok(password.expose_secret().nfc().collect::<String>().into())
}

fn hasher() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn is_current(hash: &PasswordHash) -> bool {
    hash.algorithm.as_str() == "argon2id"
        && Params::try_from(hash).is_ok_and(|params| params.m_cost() >= MEMORY_KIB && params.t_cost() >= PASSES && params.p_cost() >= LANES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SecretString {
        text.to_owned().into()
    }

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only() {
        let passwords = Passwords::new(2);
        let stored = passwords.hash(&secret("correct horse battery")).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert_eq!(passwords.verify(&secret("correct horse battery"), Some(&stored)).await, Ok(Verdict::Matched));
        assert_eq!(passwords.verify(&secret("correct horse"), Some(&stored)).await, Ok(Verdict::Mismatched));
    }

    #[tokio::test]
    async fn an_unknown_user_never_matches_and_a_damaged_hash_is_reported() {
        let passwords = Passwords::new(2);
        assert_eq!(passwords.verify(&secret("x"), None).await, Ok(Verdict::Mismatched));
        assert_eq!(passwords.verify(&secret("x"), Some("plain")).await, Err(PasswordError::BadHash));
        // The stand-in must parse, or unknown users would be answered early.
        assert!(PasswordHash::new(&passwords.nobody).is_ok());
    }

    #[tokio::test]
    async fn a_hash_with_weaker_parameters_asks_to_be_replaced() {
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8_192, 1, 1, None).unwrap());
        let stored = weak.hash_password(b"old password").unwrap().to_string();
        let passwords = Passwords::new(1);
        assert_eq!(passwords.verify(&secret("old password"), Some(&stored)).await, Ok(Verdict::MatchedOutdated));
    }

    #[tokio::test]
    async fn composed_and_decomposed_letters_are_the_same_password() {
        let passwords = Passwords::new(1);
        let stored = passwords.hash(&secret("caf\u{e9} du coin")).await.unwrap();
        assert!(passwords.verify(&secret("cafe\u{301} du coin"), Some(&stored)).await.unwrap().is_match());
    }

    #[tokio::test]
    async fn a_giant_password_is_refused_without_hashing() {
        let passwords = Passwords::new(1);
        let giant = secret(&"a".repeat(LONGEST + 1));
        assert_eq!(passwords.hash(&giant).await, Err(PasswordError::TooLong));
        assert_eq!(passwords.verify(&giant, None).await, Ok(Verdict::Mismatched));
    }
}
