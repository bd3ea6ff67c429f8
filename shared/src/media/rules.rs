//! Limits and the byte protocol, the same on the device and on the server.

use super::{MediaKind, MediaStatus};

/// Largest chunk the server takes.
pub const MAX_CHUNK: usize = 1024 * 1024;

/// How long a deleted medium can be brought back before its bytes go.
pub const UNDO_HOURS: i64 = 24;

/// How long a half-sent medium waits for the rest of its bytes: devices stay offline for days.
pub const STALE_DAYS: i64 = 30;

/// The longest edge a picture on the server may have, in pixels.
pub const MAX_EDGE: u32 = 12_000;

/// The most pixels a picture may have: nothing decodes a larger one, neither a device nor the server.
pub const MAX_PIXELS: u64 = 64_000_000;

impl MediaKind {
    /// The most bytes one of this kind may have.
    pub fn max_bytes(self) -> i64 {
        const MIB: i64 = 1024 * 1024;
        match self {
            MediaKind::Photo => 40 * MIB,
            MediaKind::Video => 512 * MIB,
            MediaKind::Signature => 2 * MIB,
            MediaKind::Document => 40 * MIB,
            MediaKind::Voice => 40 * MIB,
        }
    }
}

/// What to do with a chunk that starts at `offset` when `received` bytes are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// Append all of it.
    Append,
    /// The first `n` bytes are there already: append the rest.
    Skip(usize),
    /// All of it is there already.
    Known,
    /// Bytes between are missing: the sender has to go back.
    Gap,
    /// More than was declared.
    Beyond,
    /// Nothing is expected any more.
    Closed,
}

/// Decides what a chunk means; sending the same chunk again is always harmless.
pub fn place(status: MediaStatus, size: i64, received: i64, offset: i64, length: usize) -> Chunk {
    let end = offset.saturating_add(i64::try_from(length).unwrap_or(i64::MAX));
    if offset < 0 || end > size {
        return Chunk::Beyond;
    }
    match status {
        MediaStatus::Stored => return Chunk::Known,
        MediaStatus::Rejected => return Chunk::Closed,
        MediaStatus::Saved | MediaStatus::Declared | MediaStatus::Receiving => {}
    }
    if offset > received {
        Chunk::Gap
    } else if end <= received {
        Chunk::Known
    } else if offset == received {
        Chunk::Append
    } else {
        Chunk::Skip(usize::try_from(received - offset).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_repeated_chunk_is_known_and_a_later_one_is_a_gap() {
        assert_eq!(place(MediaStatus::Receiving, 100, 50, 0, 50), Chunk::Known);
        assert_eq!(place(MediaStatus::Receiving, 100, 50, 40, 20), Chunk::Skip(10));
        assert_eq!(place(MediaStatus::Receiving, 100, 50, 60, 20), Chunk::Gap);
        assert_eq!(place(MediaStatus::Receiving, 100, 50, 50, 51), Chunk::Beyond);
        assert_eq!(place(MediaStatus::Rejected, 100, 50, 50, 10), Chunk::Closed);
        assert_eq!(place(MediaStatus::Stored, 100, 100, 0, 10), Chunk::Known);
    }

    proptest! {
        #[test]
        fn whatever_order_chunks_come_in_the_bytes_end_up_as_sent(size in 1i64..400, cuts in prop::collection::vec((0i64..400, 1usize..90), 1..60)) {
            let source: Vec<u8> = (0..size).map(|i| i as u8).collect();
            let mut got: Vec<u8> = Vec::new();
            let send = |offset: i64, length: usize, got: &mut Vec<u8>| {
                let take = |skip: usize| source.get(offset as usize + skip..offset as usize + length).map(<[u8]>::to_vec).unwrap_or_default();
                match place(MediaStatus::Receiving, size, got.len() as i64, offset, length) {
                    Chunk::Append => got.extend(take(0)),
                    Chunk::Skip(n) => got.extend(take(n)),
                    _ => {}
                }
            };
            for (offset, length) in cuts { send(offset, length, &mut got); }
            while (got.len() as i64) < size {
                let offset = got.len() as i64;
                send(offset, (size - offset).min(64) as usize, &mut got);
            }
            prop_assert_eq!(got, source);
        }
    }
}
