//! Time-based one-time codes (RFC 6238): SHA-1, six digits, thirty seconds, because several apps ignore other values.

use std::fmt;

use secrecy::{ExposeSecret, SecretSlice, SecretString};
use totp_rs::{Algorithm, Builder, Secret, Totp};

/// The shared secret of one authenticator app.
#[derive(Clone)]
pub struct TotpSecret(SecretSlice<u8>);

/// Why a secret could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TotpError {
    /// Fewer than 16 bytes.
    TooShort,
    /// The account name is empty.
    NoAccount,
}

impl fmt::Display for TotpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooShort => "the authenticator secret is damaged: set up the authenticator app again",
            Self::NoAccount => "an authenticator needs an account name: give the user's e-mail address",
        })
    }
}

impl std::error::Error for TotpError {}

impl TotpSecret {
    /// A new secret of 160 random bits.
    pub fn generate() -> Self {
        let mut bytes = vec![0_u8; 20];
        rand::fill(bytes.as_mut_slice());
        Self(bytes.into())
    }

    /// The secret as it was kept, after opening its seal.
    ///
    /// # Errors
    /// [`TotpError::TooShort`] below 16 bytes.
    pub fn from_bytes(bytes: SecretSlice<u8>) -> Result<Self, TotpError> {
        if bytes.expose_secret().len() < 16 {
            return Err(TotpError::TooShort);
        }
        Ok(Self(bytes))
    }

    /// The bytes to seal and store.
    pub fn as_bytes(&self) -> &SecretSlice<u8> {
        &self.0
    }

    /// The secret for typing by hand: base32 in groups of four.
    pub fn for_typing(&self) -> SecretString {
        let text = Secret::from(self.0.expose_secret().to_vec()).to_base32();
        let groups: Vec<&str> = text.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
        groups.join(" ").into()
    }

    /// The `otpauth://` address for a QR code.
    ///
    /// # Errors
    /// [`TotpError::NoAccount`] for an empty account name.
    pub fn address(&self, issuer: &str, account: &str) -> Result<SecretString, TotpError> {
        // A colon separates issuer and account in the label, so neither may hold one.
        let plain = |text: &str| text.replace(':', " ").trim().to_owned();
        let account = plain(account);
        if account.is_empty() {
            return Err(TotpError::NoAccount);
        }
        self.builder()
            .with_issuer(Some(plain(issuer)))
            .with_account_name(account)
            .build()
            .and_then(|totp| totp.to_url())
            .map(SecretString::from)
            .map_err(|_| TotpError::TooShort)
    }

    /// Checks a typed code at `unix` seconds, one step (30 s) early or late allowed.
    ///
    /// Answers the step it belongs to, which the caller stores: with it as `last_step` the same code, and older
    /// ones, are refused.
    pub fn verify(&self, typed: &str, unix: u64, last_step: Option<u64>) -> Option<u64> {
        let digits: String = typed.chars().filter(|char| !char.is_whitespace()).collect();
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let step = self.totp()?.check(&digits, unix)?;
        (last_step.is_none_or(|last| step > last)).then_some(step)
    }

    fn totp(&self) -> Option<Totp> {
        self.builder().build().ok()
    }

    fn builder(&self) -> Builder {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_skew(1)
            .with_step_duration(30)
            .with_secret(self.0.expose_secret().to_vec())
    }
}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VECTORS: [(u64, &str, &str, &str); 6] = [
        (59, "94287082", "46119246", "90693936"),
        (1_111_111_109, "07081804", "68084774", "25091201"),
        (1_111_111_111, "14050471", "67062674", "99943326"),
        (1_234_567_890, "89005924", "91819424", "93441116"),
        (2_000_000_000, "69279037", "90698825", "38618901"),
        (20_000_000_000, "65353130", "77737706", "47863826"),
    ];

    fn rfc_secret() -> TotpSecret {
        TotpSecret::from_bytes(b"12345678901234567890".to_vec().into()).unwrap()
    }

    #[test]
    fn codes_match_the_vectors_of_rfc_6238() {
        let digits = b"1234567890".iter().copied().cycle();
        let code = |algorithm, length: usize, unix| {
            Builder::new()
                .with_algorithm(algorithm)
                .with_digits(8)
                .with_secret(digits.clone().take(length).collect::<Vec<u8>>())
                .build()
                .unwrap()
                .generate(unix)
                .to_string()
        };
        for (unix, sha1, sha256, sha512) in VECTORS {
            assert_eq!(code(Algorithm::SHA1, 20, unix), sha1);
            assert_eq!(code(Algorithm::SHA256, 32, unix), sha256);
            assert_eq!(code(Algorithm::SHA512, 64, unix), sha512);
            assert_eq!(rfc_secret().verify(&sha1[2..], unix, None), Some(unix / 30));
        }
    }

    #[test]
    fn a_code_is_good_one_step_early_or_late_and_only_once() {
        let (secret, code, step) = (rfc_secret(), "081804", 1_111_111_109 / 30);
        for (unix, expected) in [(0, Some(step)), (30, Some(step)), (60, None)] {
            assert_eq!(secret.verify(code, 1_111_111_109 + unix, None), expected, "{unix} s later");
        }
        assert_eq!(secret.verify(code, 1_111_111_109 - 30, None), Some(step));
        assert_eq!(secret.verify(code, 1_111_111_109, Some(step - 1)), Some(step));
        assert_eq!(secret.verify(code, 1_111_111_109, Some(step)), None, "replayed");
        assert_eq!(secret.verify("081 804", 1_111_111_109, None), Some(step), "typed with a space");
    }

    #[test]
    fn nonsense_is_no_code() {
        for typed in ["", "12345", "1234567", "abcdef", "٠٨١٨٠٤", "-81804"] {
            assert_eq!(rfc_secret().verify(typed, 1_111_111_109, None), None, "{typed}");
        }
    }

    #[test]
    fn the_address_is_read_by_authenticator_apps() {
        let address = rfc_secret().address("Tailboard: north", "sam@example.com").unwrap();
        let address = address.expose_secret();
        assert!(address.starts_with("otpauth://totp/Tailboard"), "{address}");
        assert!(address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{address}");
        assert!(address.contains("issuer=Tailboard"), "{address}");
        assert_eq!(rfc_secret().address("Tailboard", " ").unwrap_err(), TotpError::NoAccount);
    }

    #[test]
    fn secrets_are_random_and_shown_in_groups_of_four() {
        let shown = TotpSecret::generate().for_typing();
        assert_eq!(shown.expose_secret().len(), 32 + 7);
        assert_ne!(shown.expose_secret(), TotpSecret::generate().for_typing().expose_secret());
        assert!(TotpSecret::from_bytes(vec![1, 2, 3].into()).is_err());
    }
}
