//! Numbers that look random and are the same for the same seed.

use uuid::Uuid;

/// A generator (splitmix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x51ed_270b_27a1_91c5)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.next() % sides.max(1)
    }

    /// A number from `from` to `to`.
    pub fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.roll(to.saturating_sub(from) + 1)
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }

    /// One of a list.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(usize::try_from(self.roll(list.len() as u64)).unwrap_or(0))
    }

    /// From 0 to 1.
    pub fn part(&mut self) -> f64 {
        self.roll(1_000) as f64 / 1_000.0
    }

    /// An id whose time is `at` (milliseconds), so that ids sort as they were made.
    pub fn id(&mut self, at: u64) -> Uuid {
        uuid::Builder::from_unix_timestamp_millis(at, &{
            let mut bytes = [0; 10];
            bytes[..8].copy_from_slice(&self.next().to_le_bytes());
            bytes[8..].copy_from_slice(&self.next().to_le_bytes()[..2]);
            bytes
        })
        .into_uuid()
    }
}
