//! Secrets at rest: AES-256-GCM, the key's id in front of the ciphertext, so keys can be rotated without downtime.

use std::fmt;

use aes_gcm::{
    Aes256Gcm, Key, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use secrecy::{ExposeSecret, SecretSlice, SecretString};

use super::{constant_time_eq, sha256};

const FORMAT: u8 = 1;
const ID: usize = 4;
const NONCE: usize = 12;
const TAG: usize = 16;
const HEADER: usize = 1 + ID + NONCE;

/// Seals and opens small secrets: provider credentials, one-time-code secrets, refresh tokens.
///
/// Sealed form: format (1 byte), key id (4), nonce (12), ciphertext, tag (16). The first key given seals; every
/// key opens. A key's id is taken from its digest, so nobody has to number keys.
#[derive(Clone)]
pub struct SecretBox {
    keys: Vec<([u8; ID], Aes256Gcm)>,
}

/// Why a secret could not be sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealError {
    /// No key, or one that is not 32 bytes of base64.
    BadKey,
    /// Sealed with a key that is not in the list.
    UnknownKey {
        /// The id of the missing key, hexadecimal.
        id: String,
    },
    /// Not something this type sealed, changed since, or sealed for another row.
    Damaged,
    /// Longer than AES-GCM can seal.
    TooLong,
}

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadKey => f.write_str(
                "an encryption key must be 32 bytes in base64, several separated by commas: make one with `openssl rand -base64 32`",
            ),
            Self::UnknownKey { id } => {
                write!(f, "sealed with key {id}, which is not in the list of encryption keys: add the old key again, after the new one")
            }
            Self::Damaged => f.write_str("the sealed value was changed or belongs to another record: enter the secret again"),
            Self::TooLong => f.write_str("the secret is too long to be sealed: keep it below 64 GiB"),
        }
    }
}

impl std::error::Error for SealError {}

impl SecretBox {
    /// A box from 32-byte keys, the sealing one first, older ones after it.
    ///
    /// # Errors
    /// [`SealError::BadKey`] without keys or with one of another length.
    pub fn new(keys: &[SecretSlice<u8>]) -> Result<Self, SealError> {
        if keys.is_empty() {
            return Err(SealError::BadKey);
        }
        let keys = keys
            .iter()
            .map(|key| {
                let key = key.expose_secret();
                let key_bytes: &Key<Aes256Gcm> = key.try_into().map_err(|_| SealError::BadKey)?;
                Ok((key_id(key), Aes256Gcm::new(key_bytes)))
            })
            .collect::<Result<_, SealError>>()?;
        Ok(Self { keys })
    }

    /// A box from configuration: base64 keys separated by commas, the sealing one first.
    ///
    /// # Errors
    /// [`SealError::BadKey`] when a part is not 32 bytes of base64.
    pub fn parse(keys: &SecretString) -> Result<Self, SealError> {
        let keys = keys
            .expose_secret()
            .split(',')
            .map(|key| STANDARD.decode(key.trim()).map(SecretSlice::from).map_err(|_| SealError::BadKey))
            .collect::<Result<Vec<_>, _>>()?;
        Self::new(&keys)
    }

    /// A new random key in the form [`SecretBox::parse`] reads.
    pub fn generate_key() -> SecretString {
        let mut key = [0_u8; 32];
        rand::fill(&mut key);
        STANDARD.encode(key).into()
    }

    /// Seals `plaintext` for the place that `context` names (table, row, organization).
    ///
    /// # Errors
    /// [`SealError::TooLong`] beyond what AES-GCM can take.
    pub fn seal(&self, plaintext: &[u8], context: &[u8]) -> Result<Vec<u8>, SealError> {
        let (id, cipher) = &self.keys[0];
        let mut nonce = [0_u8; NONCE];
        rand::fill(&mut nonce);
        let mut sealed = Vec::with_capacity(HEADER + plaintext.len() + TAG);
        sealed.push(FORMAT);
        sealed.extend_from_slice(id);
        sealed.extend_from_slice(&nonce);
        let aad = bound(&sealed[..1 + ID], context);
        let ciphertext = cipher.encrypt(&Nonce::from(nonce), Payload { msg: plaintext, aad: &aad }).map_err(|_| SealError::TooLong)?;
        sealed.extend_from_slice(&ciphertext);
        Ok(sealed)
    }

    /// Opens what [`SecretBox::seal`] made with the same `context`.
    ///
    /// # Errors
    /// [`SealError::UnknownKey`] when its key was removed, [`SealError::Damaged`] in every other case.
    pub fn open(&self, sealed: &[u8], context: &[u8]) -> Result<SecretSlice<u8>, SealError> {
        if sealed.len() < HEADER + TAG || sealed[0] != FORMAT {
            return Err(SealError::Damaged);
        }
        let id = &sealed[1..1 + ID];
        let (_, cipher) = self
            .keys
            .iter()
            .find(|(known, _)| constant_time_eq(known, id))
            .ok_or_else(|| SealError::UnknownKey { id: super::tokens::hex(id) })?;
        let nonce: [u8; NONCE] = sealed[1 + ID..HEADER].try_into().map_err(|_| SealError::Damaged)?;
        let aad = bound(&sealed[..1 + ID], context);
        cipher
            .decrypt(&Nonce::from(nonce), Payload { msg: &sealed[HEADER..], aad: &aad })
            .map(SecretSlice::from)
            .map_err(|_| SealError::Damaged)
    }

    /// Whether `sealed` was made with an older key and should be opened and sealed again.
    pub fn is_outdated(&self, sealed: &[u8]) -> bool {
        sealed.get(1..1 + ID) != Some(&self.keys[0].0[..])
    }
}

impl fmt::Debug for SecretBox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretBox({} keys)", self.keys.len())
    }
}

/// The header is authenticated too, so that format and key id cannot be swapped.
fn bound(header: &[u8], context: &[u8]) -> Vec<u8> {
    [header, context].concat()
}

fn key_id(key: &[u8]) -> [u8; ID] {
    let digest = sha256(&[b"tailboard key id".as_slice(), key].concat());
    [digest[0], digest[1], digest[2], digest[3]]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(keys: &[&SecretString]) -> SecretBox {
        let list: Vec<_> = keys.iter().map(|key| key.expose_secret()).collect();
        SecretBox::parse(&list.join(", ").into()).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_in_the_same_context_only() {
        let secrets = boxed(&[&SecretBox::generate_key()]);
        let sealed = secrets.seal(b"sk_live_1", b"settings/org-1").unwrap();
        assert_eq!(secrets.open(&sealed, b"settings/org-1").unwrap().expose_secret(), b"sk_live_1");
        assert_eq!(secrets.open(&sealed, b"settings/org-2").unwrap_err(), SealError::Damaged);
        assert_ne!(sealed, secrets.seal(b"sk_live_1", b"settings/org-1").unwrap(), "nonces differ");
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        let secrets = boxed(&[&SecretBox::generate_key()]);
        let sealed = secrets.seal(b"abc", b"").unwrap();
        for position in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[position] ^= 1;
            assert!(secrets.open(&changed, b"").is_err(), "byte {position}");
        }
        for length in 0..sealed.len() {
            assert!(secrets.open(&sealed[..length], b"").is_err(), "cut to {length}");
        }
    }

    #[test]
    fn an_old_key_still_opens_after_rotation_and_a_removed_one_is_named() {
        let (old, new) = (SecretBox::generate_key(), SecretBox::generate_key());
        let sealed = boxed(&[&old]).seal(b"abc", b"row").unwrap();
        let rotated = boxed(&[&new, &old]);
        assert_eq!(rotated.open(&sealed, b"row").unwrap().expose_secret(), b"abc");
        assert!(rotated.is_outdated(&sealed));
        assert!(!rotated.is_outdated(&rotated.seal(b"abc", b"row").unwrap()));
        assert!(matches!(boxed(&[&new]).open(&sealed, b"row"), Err(SealError::UnknownKey { .. })));
    }

    #[test]
    fn short_or_missing_keys_are_refused() {
        for text in ["", "c2hvcnQ=", "not base64!"] {
            assert_eq!(SecretBox::parse(&text.to_owned().into()).unwrap_err(), SealError::BadKey, "{text}");
        }
    }
}
