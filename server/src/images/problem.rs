//! Why a picture was refused.

use std::fmt;

use shared::media::rules::{MAX_EDGE, MAX_PIXELS};

use super::MAX_BYTES;

/// Why a picture was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageProblem {
    /// Not a picture at all, whatever its name says.
    NotAnImage,
    /// A picture, but of a kind we can't decode.
    Unsupported {
        /// Its kind, such as `heic`.
        found: &'static str,
    },
    /// The file has too many bytes.
    TooHeavy {
        /// Its size in bytes.
        bytes: usize,
    },
    /// The picture has too many pixels.
    TooLarge {
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },
    /// It claims to be a picture but can't be decoded.
    Damaged,
}

impl fmt::Display for ImageProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnImage => f.write_str("the file is not a picture: send a JPEG, PNG or WebP"),
            Self::Unsupported { found } => {
                write!(f, "{found} pictures cannot be shown: send a JPEG, PNG or WebP")
            }
            Self::TooHeavy { bytes } => {
                write!(f, "the picture has {bytes} bytes: send one below {} MiB", MAX_BYTES >> 20)
            }
            Self::TooLarge { width, height } => write!(
                f,
                "the picture has {width} x {height} pixels: send one with at most {MAX_EDGE} per edge and {} million in all",
                MAX_PIXELS / 1_000_000
            ),
            Self::Damaged => f.write_str("the picture is damaged: take or send it again"),
        }
    }
}

impl std::error::Error for ImageProblem {}
