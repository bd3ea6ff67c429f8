//! Money in integer minor units with its ISO 4217 currency, and the one rounding rule.

use std::fmt;
use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// A currency an organization can keep its books in. All have two minor digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Currency {
    #[default]
    CAD,
    USD,
    EUR,
    GBP,
    AUD,
}

impl Currency {
    /// All of them, in the order menus show.
    pub const ALL: [Currency; 5] = [Currency::CAD, Currency::USD, Currency::EUR, Currency::GBP, Currency::AUD];

    /// The ISO 4217 code.
    pub fn code(self) -> &'static str {
        match self {
            Currency::CAD => "CAD",
            Currency::USD => "USD",
            Currency::EUR => "EUR",
            Currency::GBP => "GBP",
            Currency::AUD => "AUD",
        }
    }
}

impl FromStr for Currency {
    type Err = MoneyProblem;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Currency::ALL.into_iter().find(|c| c.code() == s).ok_or(MoneyProblem::UnknownCurrency)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in minor units (cents). Negative amounts are discounts and credits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Money {
    /// Minor units: 1234 is 12.34.
    pub cents: i64,
    pub currency: Currency,
}

/// The largest amount any single field accepts: 100 million, so that sums of thousands of lines cannot overflow.
pub const MAX_CENTS: i64 = 10_000_000_000;

/// Why a text is not an amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyProblem {
    NotANumber,
    TooManyDecimals,
    Negative,
    TooLarge,
    UnknownCurrency,
}

impl fmt::Display for MoneyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            MoneyProblem::NotANumber => "not_a_number",
            MoneyProblem::TooManyDecimals => "too_many_decimals",
            MoneyProblem::Negative => "negative",
            MoneyProblem::TooLarge => "too_large",
            MoneyProblem::UnknownCurrency => "unknown_currency",
        })
    }
}

impl Money {
    /// An amount of minor units.
    pub const fn new(cents: i64, currency: Currency) -> Self {
        Self { cents, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self { cents: 0, currency }
    }
}

/// Rounds to whole minor units, halves away from zero: the one rounding rule of the product.
pub fn round_cents(amount: Decimal) -> i64 {
    amount.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64().unwrap_or(if amount.is_sign_negative() {
        i64::MIN
    } else {
        i64::MAX
    })
}

/// Splits an amount by weights so that the parts sum to it exactly: the remainder goes to the largest fractions
/// first, ties to the earlier part. All-zero weights share evenly.
pub fn allocate(cents: i64, weights: &[u64]) -> Vec<i64> {
    if weights.is_empty() {
        return Vec::new();
    }
    let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    let even = vec![1u64; weights.len()];
    let (weights, total) = if total == 0 { (&even[..], weights.len() as i128) } else { (weights, total) };
    let mut parts: Vec<i64> = Vec::with_capacity(weights.len());
    let mut rests: Vec<(i128, usize)> = Vec::with_capacity(weights.len());
    let sign: i128 = if cents < 0 { -1 } else { 1 };
    let whole = i128::from(cents).abs();
    for (i, w) in weights.iter().enumerate() {
        let exact = whole * i128::from(*w);
        parts.push((exact / total) as i64);
        rests.push((exact % total, i));
    }
    let mut left = whole - parts.iter().map(|p| i128::from(*p)).sum::<i128>();
    rests.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, i) in rests {
        if left == 0 {
            break;
        }
        parts[i] += 1;
        left -= 1;
    }
    parts.into_iter().map(|p| (i128::from(p) * sign) as i64).collect()
}

/// Reads what a person typed ("1,234.50", "$12", "12,5" is refused as ambiguous only if it has three decimals or
/// more) into minor units.
pub fn parse_cents(text: &str) -> Result<i64, MoneyProblem> {
    let cleaned: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '$' | '€' | '£' | '\u{a0}' | '\u{202f}' | '\'')).collect();
    let (negative, digits) = match cleaned.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, cleaned.as_str()),
    };
    let decimal_mark = digits.rfind(['.', ',']).filter(|at| {
        let after = digits.len() - at - 1;
        // "1,234" groups thousands; "12,5" and "12.50" carry decimals
        !(digits.as_bytes()[*at] == b',' && after == 3)
    });
    let (whole, fraction) = match decimal_mark {
        Some(at) => (&digits[..at], &digits[at + 1..]),
        None => (digits, ""),
    };
    // what is left groups thousands, or means nothing: "12.3.4" is no amount
    let mut groups = whole.split([',', '.']);
    let first = groups.next().map_or(0, str::len);
    let mut grouped = groups.peekable();
    if grouped.peek().is_some() && !((1..=3).contains(&first) && grouped.all(|group| group.len() == 3)) {
        return Err(MoneyProblem::NotANumber);
    }
    let whole: String = whole.chars().filter(|c| !matches!(c, ',' | '.')).collect();
    if (whole.is_empty() && fraction.is_empty()) || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return Err(MoneyProblem::NotANumber);
    }
    if fraction.len() > 2 {
        return Err(MoneyProblem::TooManyDecimals);
    }
    if whole.len() > 12 {
        return Err(MoneyProblem::TooLarge);
    }
    let units: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| MoneyProblem::NotANumber)? };
    let cents: i64 = match fraction.len() {
        0 => 0,
        1 => fraction.parse::<i64>().map_err(|_| MoneyProblem::NotANumber)? * 10,
        _ => fraction.parse().map_err(|_| MoneyProblem::NotANumber)?,
    };
    let amount = units.checked_mul(100).and_then(|u| u.checked_add(cents)).ok_or(MoneyProblem::TooLarge)?;
    if amount > MAX_CENTS {
        return Err(MoneyProblem::TooLarge);
    }
    Ok(if negative { -amount } else { amount })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (text, cents) in
            [("12", 1200), ("$1,234.50", 123450), ("12.5", 1250), ("12,50", 1250), ("1 234,56", 123456), ("-3", -300), (".5", 50)]
        {
            assert_eq!(parse_cents(text), Ok(cents), "{text}");
        }
        assert_eq!(parse_cents("12.345"), Err(MoneyProblem::TooManyDecimals));
        assert_eq!(parse_cents("1.234.567,89"), Ok(123_456_789));
        for text in ["twelve", "12.3.4", "1,,234.50", "1234,567.00", ",123,456"] {
            assert_eq!(parse_cents(text), Err(MoneyProblem::NotANumber), "{text}");
        }
        assert_eq!(parse_cents(""), Err(MoneyProblem::NotANumber));
        assert_eq!(parse_cents("999999999999"), Err(MoneyProblem::TooLarge));
        assert_eq!(parse_cents("99999999999999999999999"), Err(MoneyProblem::TooLarge));
    }

    #[test]
    fn halves_round_away_from_zero() {
        for (amount, cents) in [(1250, 125), (505, 51), (-505, -51), (504, 50), (-504, -50)] {
            assert_eq!(round_cents(Decimal::new(amount, 1)), cents, "{amount}");
        }
    }

    proptest! {
        #[test]
        fn allocation_never_loses_a_cent(cents in -MAX_CENTS..MAX_CENTS, weights in prop::collection::vec(0u64..1_000_000, 1..40)) {
            let parts = allocate(cents, &weights);
            prop_assert_eq!(parts.iter().sum::<i64>(), cents);
        }

        #[test]
        fn no_text_panics_the_money_reader(text in ".{0,40}") {
            let _ = parse_cents(&text);
        }
    }
}
