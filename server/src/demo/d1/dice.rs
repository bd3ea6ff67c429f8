//! Chance that always falls the same: a seeded generator (SplitMix64) and what is drawn from it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A seeded sequence of numbers. Its own few lines, because a library may change its sequence with a release.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }

    /// From `low` to `high`, both possible.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1).max(1) as u64) as i64
    }

    /// True in `permille` of 1,000 cases.
    pub fn chance(&mut self, permille: usize) -> bool {
        self.below(1000) < permille
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    /// An id that sorts by `at` (UUIDv7).
    pub fn id(&mut self, at: DateTime<Utc>) -> Uuid {
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&self.next().to_le_bytes());
        bytes[8..].copy_from_slice(&self.next().to_le_bytes()[..2]);
        uuid::Builder::from_unix_timestamp_millis(at.timestamp_millis().unsigned_abs(), &bytes).into_uuid()
    }

    /// 64 hexadecimal digits.
    pub fn digest(&mut self) -> String {
        (0..4).map(|_| format!("{:016x}", self.next())).collect()
    }
}

const FIRST: &[&str] = &[
    "Amara", "Benoît", "Chloe", "Dmitri", "Elena", "Farid", "Grace", "Hiro", "Inès", "Jonas", "Kavita", "Liam", "Maya", "Noor", "Oscar",
    "Paula", "Quentin", "Rosa", "Samir", "Tara", "Uma", "Viktor", "Wanda", "Xavier", "Yara", "Zoë", "Andre", "Beatriz", "Callum", "Dalia",
];
const LAST: &[&str] = &[
    "Okafor",
    "Tremblay",
    "Singh",
    "Kowalski",
    "Nguyen",
    "Silva",
    "MacLeod",
    "Haddad",
    "Larsen",
    "Moreau",
    "Iyer",
    "Novak",
    "Fraser",
    "Castro",
    "Weber",
    "Yamada",
    "Olsen",
    "Roy",
    "Petrenko",
    "Abdi",
    "Côté",
    "Ferreira",
    "Hughes",
    "Lindqvist",
    "Mensah",
    "Bergeron",
    "Chow",
    "Demir",
    "Ellis",
    "Gagnon",
    "Horvat",
    "Ivanov",
    "Jensen",
    "Khan",
    "Lavoie",
    "Marchetti",
    "Nadeau",
    "Osei",
    "Pelletier",
    "Quinn",
];
const TRADE: &[&str] =
    &["Dental", "Foods", "Design", "Robotics", "Realty", "School", "Brewing", "Legal", "Logistics", "Clinic", "Theatre", "Sports"];
const STREET: &[&str] =
    &["Maple", "Harbour", "Granville", "Kingsway", "Oak", "Main", "Fraser", "Cambie", "Victoria", "Marine", "Hastings", "Dunbar"];
const CITY: &[&str] =
    &["Vancouver", "Burnaby", "Richmond", "Surrey", "Kelowna", "Whistler", "Victoria", "Kamloops", "Abbotsford", "Calgary"];

impl Dice {
    pub fn person(&mut self) -> String {
        format!("{} {}", self.pick(FIRST), self.pick(LAST))
    }

    pub fn company(&mut self) -> String {
        format!("{} {}", self.pick(LAST), self.pick(TRADE))
    }

    pub fn street(&mut self) -> String {
        format!("{} {} Street", self.between(10, 9800), self.pick(STREET))
    }

    pub fn city(&mut self) -> &'static str {
        self.pick(CITY)
    }

    pub fn address(&mut self) -> String {
        format!("{}, {}", self.street(), self.city())
    }
}
