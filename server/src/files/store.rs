//! The store itself, over a local directory or an S3 bucket.

use std::{fmt, fs::DirBuilder, ops::Range, os::unix::fs::DirBuilderExt, path::Path, pin::pin, sync::Arc, time::Duration};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::{Stream, StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    Certificate, ClientOptions, GetOptions, GetRange, ObjectMeta, ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart,
    aws::AmazonS3Builder, local::LocalFileSystem,
};
use secrecy::{ExposeSecret, SecretString};

use super::{FileProblem, key::parse};

/// Parts of this size go to the store while the rest is still arriving (S3 asks for at least 5 MiB).
const PART: usize = 5 * 1024 * 1024;
/// Parts under way at once.
const PARALLEL: usize = 3;

/// An S3 bucket.
#[derive(Debug, Clone)]
pub struct S3Config {
    /// `https://s3.ca-central-1.amazonaws.com`; `http://` only inside a trusted network.
    pub endpoint: String,
    /// The bucket's name.
    pub bucket: String,
    /// The region the requests are signed for.
    pub region: String,
    /// The access key's id.
    pub access_key: SecretString,
    /// The access key.
    pub secret_key: SecretString,
    /// Certificates (PEM) of authorities trusted besides the public ones.
    pub authorities: Option<Vec<u8>>,
    /// Whether the bucket stands in the path instead of the host name, as self-hosted servers want it.
    pub path_style: bool,
}

/// What is known about a stored file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInfo {
    /// Its key.
    pub key: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was stored.
    pub modified: DateTime<Utc>,
    /// Changes with the content.
    pub etag: Option<String>,
}

/// The bytes of a file as they come in.
pub struct FileStream {
    /// The whole file's facts, also when only a part was asked for.
    pub info: FileInfo,
    /// The bytes this stream carries, end exclusive.
    pub range: Range<u64>,
    /// The bytes.
    pub bytes: BoxStream<'static, Result<Bytes, FileProblem>>,
}

/// Where files lie. Cloning it is cheap.
#[derive(Clone)]
pub struct FileStore {
    store: Arc<dyn ObjectStore>,
    place: String,
}

impl FileStore {
    /// Files in `dir`, which is made if missing, for this user only. Writes reach the disk before they are confirmed.
    ///
    /// # Errors
    /// [`FileProblem::BadConfig`] when the directory can't be made.
    pub fn local(dir: &Path) -> Result<Self, FileProblem> {
        let bad = |why: String| FileProblem::BadConfig { why: format!("{}: {why}", dir.display()) };
        DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(|error| bad(error.to_string()))?;
        let store = LocalFileSystem::new_with_prefix(dir).map_err(|error| bad(error.to_string()))?;
        let store = store.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self { store: Arc::new(store), place: dir.display().to_string() })
    }

    /// Files in an S3 bucket.
    ///
    /// # Errors
    /// [`FileProblem::BadConfig`] for a malformed endpoint. Credentials are checked by the first request.
    pub fn s3(config: S3Config) -> Result<Self, FileProblem> {
        // The HTTP client takes the process's TLS provider; a second installation is refused and harmless.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let place = format!("{}/{}", config.endpoint, config.bucket);
        let mut options = ClientOptions::new();
        if let Some(pem) = &config.authorities {
            let certificates = Certificate::from_pem_bundle(pem).map_err(|error| FileProblem::BadConfig { why: error.to_string() })?;
            options = certificates.into_iter().fold(options, ClientOptions::with_root_certificate);
        }
        let options = options
            .with_connect_timeout(Duration::from_secs(5))
            .with_timeout(Duration::from_secs(120))
            .with_allow_http(config.endpoint.starts_with("http://"));
        let store = AmazonS3Builder::new()
            .with_client_options(options)
            .with_endpoint(config.endpoint.trim_end_matches('/'))
            .with_bucket_name(config.bucket)
            .with_region(config.region)
            .with_access_key_id(config.access_key.expose_secret())
            .with_secret_access_key(config.secret_key.expose_secret())
            .with_virtual_hosted_style_request(!config.path_style)
            .build()
            .map_err(|error| FileProblem::BadConfig { why: error.to_string() })?;
        Ok(Self { store: Arc::new(store), place })
    }

    /// Stores `bytes`; an existing file is replaced as a whole.
    ///
    /// # Errors
    /// [`FileProblem::BadKey`], [`FileProblem::Store`].
    pub async fn put(&self, key: &str, bytes: Bytes) -> Result<(), FileProblem> {
        self.store.put(&parse(key)?, PutPayload::from_bytes(bytes)).await?;
        Ok(())
    }

    /// Stores what `source` yields; nothing is stored when it fails half-way. Answers the size in bytes.
    ///
    /// # Errors
    /// [`FileProblem::Source`] when the source fails, else as [`FileStore::put`].
    pub async fn put_stream(&self, key: &str, source: impl Stream<Item = std::io::Result<Bytes>> + Send) -> Result<u64, FileProblem> {
        let upload = self.store.put_multipart(&parse(key)?).await?;
        let mut writer = WriteMultipart::new_with_chunk_size(upload, PART);
        let mut source = pin!(source);
        let mut size = 0;
        let broken = loop {
            match source.next().await {
                None => break None,
                Some(Err(error)) => break Some(FileProblem::Source(error)),
                Some(Ok(bytes)) => {
                    if let Err(error) = writer.wait_for_capacity(PARALLEL).await {
                        break Some(error.into());
                    }
                    size += bytes.len() as u64;
                    writer.put(bytes);
                }
            }
        };
        match broken {
            None => {
                writer.finish().await?;
                Ok(size)
            }
            Some(problem) => {
                // What remains of the upload is invisible; the first problem is the one worth telling.
                let _ = writer.abort().await;
                Err(problem)
            }
        }
    }

    /// The bytes of a file, all or those in `range` (cut at the end of the file).
    ///
    /// # Errors
    /// [`FileProblem::Missing`], [`FileProblem::BadRange`] for a range that is empty or begins after the end.
    pub async fn get(&self, key: &str, range: Option<Range<u64>>) -> Result<FileStream, FileProblem> {
        let path = parse(key)?;
        if let Some(range) = &range {
            let size = self.head(key).await?.size;
            if range.start >= range.end || range.start >= size {
                return Err(FileProblem::BadRange { size });
            }
        }
        let options = GetOptions { range: range.map(GetRange::Bounded), ..GetOptions::default() };
        let found = self.store.get_opts(&path, options).await?;
        Ok(FileStream {
            info: FileInfo::from(found.meta.clone()),
            range: found.range.clone(),
            bytes: found.into_stream().map_err(FileProblem::from).boxed(),
        })
    }

    /// A whole file in memory: for files known to be small.
    ///
    /// # Errors
    /// As [`FileStore::get`].
    pub async fn read(&self, key: &str) -> Result<Bytes, FileProblem> {
        Ok(self.store.get(&parse(key)?).await?.bytes().await?)
    }

    /// The facts of a file.
    ///
    /// # Errors
    /// [`FileProblem::Missing`].
    pub async fn head(&self, key: &str) -> Result<FileInfo, FileProblem> {
        Ok(self.store.head(&parse(key)?).await?.into())
    }

    /// Removes a file; a missing one is no error.
    ///
    /// # Errors
    /// [`FileProblem::Store`].
    pub async fn delete(&self, key: &str) -> Result<(), FileProblem> {
        match self.store.delete(&parse(key)?).await.map_err(FileProblem::from) {
            Err(problem) if problem.is_missing() => Ok(()),
            other => other,
        }
    }

    /// The files below `prefix`, as whole segments: `org/1` does not list `org/10`.
    ///
    /// # Errors
    /// [`FileProblem::BadKey`]; the stream yields [`FileProblem::Store`].
    pub fn list(&self, prefix: &str) -> Result<BoxStream<'static, Result<FileInfo, FileProblem>>, FileProblem> {
        let prefix = parse(prefix)?;
        Ok(self.store.list(Some(&prefix)).map_ok(FileInfo::from).map_err(FileProblem::from).boxed())
    }
}

impl From<ObjectMeta> for FileInfo {
    fn from(meta: ObjectMeta) -> Self {
        Self { key: meta.location.to_string(), size: meta.size, modified: meta.last_modified, etag: meta.e_tag }
    }
}

impl fmt::Debug for FileStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileStore({})", self.place)
    }
}
