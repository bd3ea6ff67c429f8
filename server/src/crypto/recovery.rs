//! Recovery codes: ten single-use codes of 120 random bits for people who lost their authenticator.

use secrecy::SecretString;

use super::sha256;

/// Crockford's base32: no I, L, O or U, so that a code read from paper survives.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODES: usize = 10;
/// Enough that a plain digest may keep a code: below 112 bits it would have to be hashed like a password.
const SYMBOLS: usize = 24;
/// Codes handed out before they were that long.
const FORMER_SYMBOLS: usize = 16;
const GROUP: usize = 4;

/// Ten new codes, `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX` each, to be shown once.
pub fn recovery_codes() -> Vec<SecretString> {
    (0..CODES).map(|_| one()).collect()
}

/// The code as it is hashed: upper case, without separators, look-alike letters resolved; `None` if it can't be one.
pub fn normalise_recovery_code(typed: &str) -> Option<String> {
    let code = typed
        .chars()
        .filter(|char| !char.is_whitespace() && *char != '-')
        .map(|char| match char.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect::<String>();
    ([SYMBOLS, FORMER_SYMBOLS].contains(&code.len()) && code.bytes().all(|byte| ALPHABET.contains(&byte))).then_some(code)
}

/// What the database keeps of a code, or of what was typed; `None` if it can't be a code.
pub fn recovery_code_hash(typed: &str) -> Option<[u8; 32]> {
    normalise_recovery_code(typed).map(|code| sha256(code.as_bytes()))
}

fn one() -> SecretString {
    let mut bytes = [0_u8; SYMBOLS];
    rand::fill(&mut bytes);
    let mut code = String::with_capacity(SYMBOLS + SYMBOLS / GROUP);
    for (position, byte) in bytes.iter().enumerate() {
        if position > 0 && position % GROUP == 0 {
            code.push('-');
        }
        // Five of eight random bits: 32 divides 256, so every symbol is equally likely.
        code.push(ALPHABET[usize::from(byte & 31)] as char);
    }
    code.into()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn ten_different_codes_of_six_groups_of_four() {
        let codes = recovery_codes();
        let distinct: HashSet<&str> = codes.iter().map(|code| code.expose_secret()).collect();
        assert_eq!(distinct.len(), 10);
        for code in distinct {
            assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4; 6], "{code}");
            assert!(recovery_code_hash(code).is_some(), "{code}");
            // five bits a symbol: from 112 on a digest without salt is enough
            assert!(code.replace('-', "").len() * 5 >= 112, "{code}");
        }
    }

    #[test]
    fn careless_typing_finds_the_same_code() {
        let stored = recovery_code_hash("01AB-CDEF-GHJK-MNPQ-RSTV-WXYZ");
        assert!(stored.is_some());
        for typed in ["01abcdefghjkmnpqrstvwxyz", " O1AB CDEF GHJK MNPQ RSTV WXYZ ", "0lab-cdef-ghjk-mnpq-rstv-wxyz"] {
            assert_eq!(recovery_code_hash(typed), stored, "{typed}");
        }
        assert!(recovery_code_hash("01AB-CDEF-GHJK-MNPQ").is_some(), "those handed out before are as good");
        for typed in ["", "01AB-CDEF-GHJK", "01AB-CDEF-GHJK-MNPQ-RSTV", "01AB-CDEF-GHJK-MNPU", "01AB-CDEF-GHJK-MNP\u{e9}"] {
            assert_eq!(recovery_code_hash(typed), None, "{typed}");
        }
    }
}
