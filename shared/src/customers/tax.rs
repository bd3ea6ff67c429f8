//! Whether a customer pays taxes.

use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::input::check_line;

/// Whether an account pays taxes, and what says that it does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaxStanding {
    /// Pays none.
    pub exempt: bool,
    /// The number of the certificate; empty if none is known, or if there is nothing to certify.
    #[validate(length(max = 60), custom(function = check_line))]
    #[serde(default)]
    pub certificate: String,
}

impl TaxStanding {
    /// As it is kept: who pays taxes has no certificate.
    pub fn kept(&self) -> Self {
        let certificate = if self.exempt { self.certificate.trim().to_owned() } else { String::new() };
        Self { exempt: self.exempt, certificate }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::check;

    #[test]
    fn who_pays_taxes_has_no_certificate() {
        let standing = |exempt, certificate: &str| TaxStanding { exempt, certificate: certificate.into() };
        assert_eq!(standing(true, " EX-17 ").kept(), standing(true, "EX-17"));
        assert_eq!(standing(false, "EX-17").kept(), TaxStanding::default());
        assert!(check(&standing(true, "EX-17")).is_ok());
        assert!(check(&standing(true, &"7".repeat(61))).is_err());
        assert!(check(&standing(true, "two\nlines")).is_err());
    }
}
