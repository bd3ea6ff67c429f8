//! Uploads that grow chunk by chunk until they are whole: one local file per upload, its length is the offset.
//!
//! A chunk counts when it is on the disk. After a power cut the file may end in bytes that were never confirmed;
//! the checksum at the end notices, and the upload starts over.

use std::{
    fmt,
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{self, ErrorKind, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use futures_util::stream;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{FileProblem, FileStore};
use crate::crypto;

const BLOCK: usize = 256 * 1024;

/// Where uploads grow.
#[derive(Debug, Clone)]
pub struct Staging {
    dir: PathBuf,
}

/// Why a chunk was not taken or an upload not finished.
#[derive(Debug)]
pub enum StagingProblem {
    /// The chunk does not continue the upload.
    WrongOffset {
        /// Where the next chunk has to begin, in bytes.
        expected: u64,
    },
    /// The upload would become larger than allowed.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// Another chunk of this upload is being written.
    Busy,
    /// Nothing was uploaded under this id.
    Unknown,
    /// The bytes are not those the device announced; the upload was discarded.
    WrongHash,
    /// The local disk failed.
    Disk(io::Error),
    /// The store failed; the staged bytes are kept.
    Store(FileProblem),
}

impl fmt::Display for StagingProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongOffset { expected } => write!(f, "the upload continues at byte {expected}: send from there"),
            Self::TooLarge { limit } => write!(f, "the upload is larger than {limit} bytes: send a smaller file"),
            Self::Busy => f.write_str("another part of this upload is being written: try again"),
            Self::Unknown => f.write_str("there is no such upload: start it again"),
            Self::WrongHash => f.write_str("the upload arrived damaged: send it again from the beginning"),
            Self::Disk(error) => write!(f, "the upload cannot be kept, check the server's disk: {error}"),
            Self::Store(problem) => problem.fmt(f),
        }
    }
}

impl std::error::Error for StagingProblem {}

impl From<io::Error> for StagingProblem {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::NotFound { Self::Unknown } else { Self::Disk(error) }
    }
}

impl Staging {
    /// Staging in `dir`, made if missing, for this user only.
    ///
    /// # Errors
    /// [`FileProblem::BadConfig`] when the directory can't be made.
    pub fn open(dir: &Path) -> Result<Self, FileProblem> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(dir)
            .map_err(|error| FileProblem::BadConfig { why: format!("{}: {error}", dir.display()) })?;
        Ok(Self { dir: dir.to_path_buf() })
    }

    /// Where the next chunk of `id` begins; 0 before the first.
    ///
    /// # Errors
    /// [`StagingProblem::Disk`].
    pub async fn offset(&self, id: Uuid) -> Result<u64, StagingProblem> {
        match tokio::fs::metadata(self.path(id)).await {
            Ok(found) => Ok(found.len()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error.into()),
        }
    }

    /// Adds `chunk`, which begins at byte `offset`, and answers where the next one begins.
    ///
    /// # Errors
    /// [`StagingProblem::WrongOffset`] tells a resuming device where to go on; [`StagingProblem::TooLarge`] past
    /// `limit` bytes; [`StagingProblem::Busy`].
    pub async fn append(&self, id: Uuid, offset: u64, chunk: Bytes, limit: u64) -> Result<u64, StagingProblem> {
        let path = self.path(id);
        blocking(move || {
            let mut file = OpenOptions::new().create(true).append(true).mode(0o600).open(&path)?;
            lock(&file)?;
            let expected = file.metadata()?.len();
            if expected != offset {
                return Err(StagingProblem::WrongOffset { expected });
            }
            let next = expected.saturating_add(chunk.len() as u64);
            if next > limit {
                return Err(StagingProblem::TooLarge { limit });
            }
            if let Err(error) = file.write_all(&chunk).and_then(|()| file.sync_data()) {
                // A full disk may have taken half the chunk. Where even cutting it off fails, the device is told to go on
                // after that half, which is what it sent.
                let _ = file.set_len(expected);
                return Err(error.into());
            }
            Ok(next)
        })
        .await
    }

    /// Verifies the whole upload against `sha256` (hexadecimal) and stores it under `key`; answers its size in bytes.
    ///
    /// The staged bytes stay until [`Staging::discard`]: call that when the file is recorded in the database. Until
    /// then finishing again is safe.
    ///
    /// # Errors
    /// [`StagingProblem::Unknown`], [`StagingProblem::WrongHash`] (the upload starts over), [`StagingProblem::Store`].
    pub async fn finish(&self, id: Uuid, sha256: &str, store: &FileStore, key: &str) -> Result<u64, StagingProblem> {
        let path = self.path(id);
        let found = blocking(move || {
            let mut file = File::open(&path)?;
            lock(&file)?;
            let mut hasher = Sha256::new();
            let mut block = vec![0; BLOCK];
            loop {
                match file.read(&mut block)? {
                    0 => break,
                    read => hasher.update(&block[..read]),
                }
            }
            let digest: [u8; 32] = hasher.finalize().into();
            Ok(crypto::hex(&digest))
        })
        .await?;
        if !found.eq_ignore_ascii_case(sha256) {
            self.discard(id).await?;
            return Err(StagingProblem::WrongHash);
        }
        let file = tokio::fs::File::open(self.path(id)).await?;
        store.put_stream(key, blocks(file)).await.map_err(StagingProblem::Store)
    }

    /// The staged bytes, for looking at them before [`Staging::finish`].
    ///
    /// # Errors
    /// [`StagingProblem::Unknown`].
    pub async fn read(&self, id: Uuid) -> Result<Bytes, StagingProblem> {
        Ok(tokio::fs::read(self.path(id)).await?.into())
    }

    /// Forgets an upload; a missing one is no error.
    ///
    /// # Errors
    /// [`StagingProblem::Disk`].
    pub async fn discard(&self, id: Uuid) -> Result<(), StagingProblem> {
        match tokio::fs::remove_file(self.path(id)).await {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Forgets uploads nobody continued for `age`; answers how many.
    ///
    /// # Errors
    /// [`StagingProblem::Disk`].
    pub async fn sweep(&self, age: Duration) -> Result<usize, StagingProblem> {
        let dir = self.dir.clone();
        blocking(move || {
            let Some(before) = SystemTime::now().checked_sub(age) else { return Ok(0) };
            let mut swept = 0;
            for entry in fs::read_dir(dir)? {
                let entry = entry?;
                let path = entry.path();
                if path.extension().is_some_and(|extension| extension == "part") && entry.metadata()?.modified()? < before {
                    fs::remove_file(path)?;
                    swept += 1;
                }
            }
            Ok(swept)
        })
        .await
    }

    fn path(&self, id: Uuid) -> PathBuf {
        self.dir.join(format!("{id}.part"))
    }
}

fn lock(file: &File) -> Result<(), StagingProblem> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(StagingProblem::Busy),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, StagingProblem> + Send + 'static) -> Result<T, StagingProblem> {
    tokio::task::spawn_blocking(work).await.map_err(|error| StagingProblem::Disk(io::Error::other(error)))?
}

fn blocks(file: tokio::fs::File) -> impl stream::Stream<Item = io::Result<Bytes>> {
    use tokio::io::AsyncReadExt;
    stream::try_unfold(file, |mut file| async move {
        let mut block = Vec::with_capacity(BLOCK);
        let read = (&mut file).take(BLOCK as u64).read_to_end(&mut block).await?;
        Ok((read > 0).then(|| (Bytes::from(block), file)))
    })
}
