//! The same behaviour over a local directory and over a real S3 server, and uploads that break off.

use std::{
    io,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use tempfile::TempDir;
use uuid::Uuid;

use super::*;
use crate::crypto::sha256_hex;

fn local() -> (TempDir, FileStore) {
    let dir = tempfile::tempdir().unwrap();
    let store = FileStore::local(&dir.path().join("files")).unwrap();
    (dir, store)
}

async fn text(file: FileStream) -> Vec<u8> {
    file.bytes
        .try_fold(Vec::new(), |mut all, bytes| async move {
            all.extend_from_slice(&bytes);
            Ok(all)
        })
        .await
        .unwrap()
}

async fn behaves_as_a_store(store: &FileStore) {
    let (org, id) = (Uuid::now_v7(), Uuid::now_v7());
    let original = key(org, id, "original");
    assert!(store.head(&original).await.unwrap_err().is_missing());
    assert!(store.get(&original, None).await.err().is_some_and(|problem| problem.is_missing()));
    store.delete(&original).await.unwrap();

    store.put(&original, Bytes::from_static(b"0123456789")).await.unwrap();
    assert_eq!(store.head(&original).await.unwrap().size, 10);
    assert_eq!(text(store.get(&original, None).await.unwrap()).await, b"0123456789");
    let part = store.get(&original, Some(3..6)).await.unwrap();
    assert_eq!((part.range.clone(), part.info.size), (3..6, 10));
    assert_eq!(text(part).await, b"345");
    assert_eq!(text(store.get(&original, Some(8..100)).await.unwrap()).await, b"89");
    for outside in [10..11, 4..4] {
        assert!(matches!(store.get(&original, Some(outside)).await, Err(FileProblem::BadRange { size: 10 })));
    }
    store.put(&original, Bytes::from_static(b"new")).await.unwrap();
    assert_eq!(store.read(&original).await.unwrap(), "new");

    // Larger than one part of a multi-part upload.
    let big = key(org, id, "big");
    let block = Bytes::from(vec![7_u8; 1 << 20]);
    let blocks = stream::iter((0..12).map(|_| Ok(block.clone())));
    assert_eq!(store.put_stream(&big, blocks).await.unwrap(), 12 << 20);
    assert_eq!(store.head(&big).await.unwrap().size, 12 << 20);

    let broken = key(org, id, "broken");
    let breaks_off = stream::iter([Ok(block.clone()), Err(io::Error::other("gone"))]);
    assert!(matches!(store.put_stream(&broken, breaks_off).await, Err(FileProblem::Source(_))));
    assert!(store.head(&broken).await.unwrap_err().is_missing(), "half a file is no file");

    let listed = store.list(&format!("org/{org}")).unwrap().map(|file| file.unwrap().key).collect::<Vec<_>>().await;
    assert_eq!(listed.len(), 2, "{listed:?}");
    store.delete(&big).await.unwrap();
    assert!(store.head(&big).await.unwrap_err().is_missing());
    assert!(matches!(store.put("../outside", Bytes::new()).await, Err(FileProblem::BadKey { .. })));
}

#[tokio::test]
async fn a_local_directory_stores_files() {
    let (_dir, store) = local();
    behaves_as_a_store(&store).await;
}

/// A real S3 server: `moto_server` from PyPI, which `scripts/setup all` installs.
struct S3Server {
    process: Child,
    endpoint: String,
}

/// The certificate of the authority of tests, and what a server that it vouches for needs.
const TLS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/testing/tls");

impl S3Server {
    /// Where the scripts keep it; they say so, or it is where they look by themselves.
    fn program() -> PathBuf {
        let folder = |variable: &str| std::env::var_os(variable).map(PathBuf::from);
        let cache = folder("TAILBOARD_CACHE")
            .or_else(|| folder("XDG_CACHE_HOME").map(|caches| caches.join("tailboard")))
            .or_else(|| folder("HOME").map(|home| home.join(".cache/tailboard")));
        cache.expect("a home").join("python-s3/bin/moto_server")
    }

    async fn start(encrypted: bool) -> Self {
        let program = Self::program();
        assert!(program.exists(), "there is no S3 server at {}: run scripts/setup all", program.display());
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let (certificate, key) = (format!("{TLS}/server.pem"), format!("{TLS}/server.key"));
        let encryption = if encrypted { vec!["-c", &certificate, "-k", &key] } else { Vec::new() };
        let process = Command::new(program)
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .args(encryption)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let scheme = if encrypted { "https" } else { "http" };
        let mut server = Self { process, endpoint: format!("{scheme}://127.0.0.1:{port}") };
        let mut checks = tokio::time::interval(Duration::from_millis(50));
        loop {
            checks.tick().await;
            assert!(server.process.try_wait().unwrap().is_none(), "the S3 server ended");
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return server;
            }
        }
    }

    fn authorities(&self) -> Option<Vec<u8>> {
        self.endpoint.starts_with("https").then(|| std::fs::read(format!("{TLS}/authority.pem")).unwrap())
    }

    fn store(&self, bucket: &str) -> FileStore {
        FileStore::s3(S3Config {
            endpoint: self.endpoint.clone(),
            bucket: bucket.to_owned(),
            region: "us-east-1".to_owned(),
            access_key: "tester".to_owned().into(),
            secret_key: "a secret key".to_owned().into(),
            authorities: self.authorities(),
            path_style: true,
        })
        .unwrap()
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

trait Connection: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin {}
impl<T: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin> Connection for T {}

/// The store never makes buckets, so the test does, by one raw request.
async fn make_bucket(endpoint: &str, bucket: &str) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let address = endpoint.split("://").nth(1).unwrap();
    let stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let mut stream: Box<dyn Connection> =
        if endpoint.starts_with("https") { Box::new(crate::mail::tls_tests::connect(stream).await) } else { Box::new(stream) };
    let request = format!(
        "PUT /{bucket} HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\nConnection: close\r\nAuthorization: AWS4-HMAC-SHA256 Credential=tester/20260101/us-east-1/s3/aws4_request\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut reply = Vec::new();
    match stream.read_to_end(&mut reply).await {
        // the S3 server hangs up without taking leave of TLS
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {}
        other => drop(other.unwrap()),
    }
    let reply = String::from_utf8_lossy(&reply);
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
}

#[tokio::test]
async fn an_s3_bucket_stores_files() {
    let server = S3Server::start(false).await;
    make_bucket(&server.endpoint, "fleet").await;
    behaves_as_a_store(&server.store("fleet")).await;
    let absent = server.store("absent").put("org/a", Bytes::new()).await.unwrap_err();
    assert!(!absent.to_string().contains("a secret key"), "{absent}");
}

#[tokio::test]
async fn a_bucket_behind_tls_is_trusted_by_its_authority_only() {
    let server = S3Server::start(true).await;
    make_bucket(&server.endpoint, "fleet").await;
    let key = key(Uuid::nil(), Uuid::nil(), "original");
    let store = server.store("fleet");
    store.put(&key, Bytes::from_static(b"over TLS")).await.unwrap();
    assert_eq!(store.read(&key).await.unwrap(), "over TLS");
    let doubtful = FileStore::s3(S3Config {
        endpoint: server.endpoint.clone(),
        bucket: "fleet".to_owned(),
        region: "us-east-1".to_owned(),
        access_key: "tester".to_owned().into(),
        secret_key: "a secret key".to_owned().into(),
        authorities: None,
        path_style: true,
    });
    let refused = tokio::time::timeout(Duration::from_secs(30), doubtful.unwrap().read(&key)).await;
    assert!(!matches!(refused, Ok(Ok(_))), "an unknown authority is not trusted");
}

#[tokio::test]
async fn an_upload_resumes_where_it_broke_off_and_is_stored_when_its_hash_matches() {
    let (dir, store) = local();
    let staging = Staging::open(&dir.path().join("staging")).unwrap();
    let (id, limit) = (Uuid::now_v7(), 1 << 20);
    assert_eq!(staging.offset(id).await.unwrap(), 0);
    assert_eq!(staging.append(id, 0, Bytes::from_static(b"tail"), limit).await.unwrap(), 4);

    // The answer was lost, the device sends the chunk again.
    let again = staging.append(id, 0, Bytes::from_static(b"tail"), limit).await.unwrap_err();
    assert!(matches!(again, StagingProblem::WrongOffset { expected: 4 }));
    // The server restarted.
    let staging = Staging::open(&dir.path().join("staging")).unwrap();
    assert_eq!(staging.offset(id).await.unwrap(), 4);
    assert_eq!(staging.append(id, 4, Bytes::from_static(b"board"), limit).await.unwrap(), 9);

    let (key, hash) = (key(Uuid::nil(), id, "original"), sha256_hex(b"tailboard"));
    for _ in 0..2 {
        assert_eq!(staging.finish(id, &hash, &store, &key).await.unwrap(), 9, "finishing again is safe");
    }
    assert_eq!(store.read(&key).await.unwrap(), "tailboard");
    staging.discard(id).await.unwrap();
    assert!(matches!(staging.finish(id, &hash, &store, &key).await, Err(StagingProblem::Unknown)));
}

#[tokio::test]
async fn a_damaged_upload_is_not_stored_and_starts_over() {
    let (dir, store) = local();
    let staging = Staging::open(&dir.path().join("staging")).unwrap();
    let (id, key) = (Uuid::now_v7(), key(Uuid::nil(), Uuid::nil(), "original"));
    staging.append(id, 0, Bytes::from_static(b"tailboarb"), 100).await.unwrap();
    let damaged = staging.finish(id, &sha256_hex(b"tailboard"), &store, &key).await;
    assert!(matches!(damaged, Err(StagingProblem::WrongHash)));
    assert!(store.head(&key).await.unwrap_err().is_missing());
    assert_eq!(staging.offset(id).await.unwrap(), 0);
}

#[tokio::test]
async fn uploads_are_bounded_and_abandoned_ones_are_swept() {
    let (dir, _store) = local();
    let staging = Staging::open(&dir.path().join("staging")).unwrap();
    let id = Uuid::now_v7();
    staging.append(id, 0, Bytes::from_static(b"12345"), 8).await.unwrap();
    let beyond = staging.append(id, 5, Bytes::from_static(b"6789"), 8).await;
    assert!(matches!(beyond, Err(StagingProblem::TooLarge { limit: 8 })));
    assert_eq!(staging.offset(id).await.unwrap(), 5, "a refused chunk leaves no trace");

    assert_eq!(staging.sweep(Duration::from_secs(3600)).await.unwrap(), 0);
    assert_eq!(staging.sweep(Duration::ZERO).await.unwrap(), 1);
    assert_eq!(staging.offset(id).await.unwrap(), 0);
}

#[tokio::test]
async fn of_two_simultaneous_chunks_one_wins() {
    let (dir, _store) = local();
    let staging = Staging::open(&dir.path().join("staging")).unwrap();
    let id = Uuid::now_v7();
    let chunk = || staging.append(id, 0, Bytes::from(vec![1; 1 << 20]), 1 << 30);
    let (left, right) = tokio::join!(chunk(), chunk());
    assert!(left.is_ok() ^ right.is_ok(), "{left:?} {right:?}");
    assert_eq!(staging.offset(id).await.unwrap(), 1 << 20);
}
