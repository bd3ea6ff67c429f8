//! Known malware: a file is shown to a ClamAV daemon before it is stored, when one is named (`TAILBOARD_CLAMD`). It is
//! asked by its own protocol (`INSTREAM`): pieces with their lengths, an empty one at the end, one line as the answer.

use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, TryStreamExt};
use shared::{Error, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufWriter};
use tokio::net::TcpStream;

/// How long the daemon may take for a file; it reads some tens of megabytes a second.
const PATIENCE: Duration = Duration::from_secs(50);
/// When to ask again, in seconds, while it is away.
const AGAIN: u64 = 30;

/// What the daemon said.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Clean,
    /// What it found, by its name.
    Found(String),
}

/// Asks about a file. A daemon that is away, hangs or cannot judge leaves the file where it is: it is asked again.
pub(super) async fn scan<E>(address: &str, file: impl Stream<Item = std::result::Result<Bytes, E>>) -> Result<Verdict>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let asked = tokio::time::timeout(PATIENCE, ask(address, file)).await;
    match asked.unwrap_or_else(|_| Err(std::io::ErrorKind::TimedOut.into())) {
        Ok(answer) => judge(&answer).ok_or_else(|| away(&answer)),
        Err(error) => Err(away(&error)),
    }
}

fn away(why: &dyn std::fmt::Display) -> Error {
    tracing::warn!(problem = %why, "the malware scanner did not judge a file; it waits");
    metrics::counter!("tailboard_scans_total", "outcome" => "away").increment(1);
    Error::Unavailable { retry_after_seconds: AGAIN }
}

async fn ask<E>(address: &str, file: impl Stream<Item = std::result::Result<Bytes, E>>) -> std::io::Result<String>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let mut stream = BufWriter::new(TcpStream::connect(address).await?);
    stream.write_all(b"zINSTREAM\0").await?;
    let mut file = std::pin::pin!(file.map_err(std::io::Error::other));
    while let Some(piece) = file.try_next().await? {
        for part in piece.chunks(256 * 1024) {
            stream.write_u32(u32::try_from(part.len()).unwrap_or(u32::MAX)).await?;
            stream.write_all(part).await?;
        }
    }
    stream.write_u32(0).await?;
    stream.flush().await?;
    let mut answer = Vec::new();
    stream.into_inner().take(4096).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).trim_end_matches(['\0', '\n']).to_owned())
}

/// `stream: OK`, `stream: Eicar-Signature FOUND`, or something about why it could not say.
fn judge(answer: &str) -> Option<Verdict> {
    let said = answer.strip_prefix("stream: ")?;
    let verdict = match (said, said.strip_suffix(" FOUND")) {
        ("OK", _) => Verdict::Clean,
        (_, Some(name)) => Verdict::Found(name.to_owned()),
        _ => return None,
    };
    metrics::counter!("tailboard_scans_total", "outcome" => if verdict == Verdict::Clean { "clean" } else { "found" }).increment(1);
    Some(verdict)
}
