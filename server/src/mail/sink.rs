//! A small SMTP server for tests: takes mail, or refuses it as the recipient's name asks.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;

/// How the server encrypts.
#[derive(Clone)]
pub enum Encryption {
    None,
    /// From the first byte.
    Implicit(TlsAcceptor),
    /// When the client asks; mail is refused before.
    StartTls(TlsAcceptor),
}

/// A running server; it ends with the test's runtime.
pub struct Sink {
    pub port: u16,
    held: Arc<Mutex<Held>>,
}

/// What a server remembers.
#[derive(Default)]
struct Held {
    mails: Vec<String>,
    /// Who was failed once: asked to come back, hung up on, left without an answer.
    greylist: HashSet<String>,
}

fn lock(held: &Mutex<Held>) -> MutexGuard<'_, Held> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sink {
    pub async fn start() -> Self {
        Self::encrypted(Encryption::None).await
    }

    pub async fn encrypted(encryption: Encryption) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let held = Arc::<Mutex<Held>>::default();
        let kept = held.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (kept, encryption) = (kept.clone(), encryption.clone());
                tokio::spawn(async move {
                    // A client that hangs up is not this server's concern.
                    let _ = serve(stream, encryption, &kept).await;
                });
            }
        });
        Self { port, held }
    }

    pub fn received(&self) -> Vec<String> {
        lock(&self.held).mails.clone()
    }
}

async fn serve(stream: TcpStream, encryption: Encryption, held: &Mutex<Held>) -> std::io::Result<()> {
    match encryption {
        Encryption::None => converse(stream, true, "", held).await.map(drop),
        Encryption::Implicit(acceptor) => converse(acceptor.accept(stream).await?, true, "", held).await.map(drop),
        Encryption::StartTls(acceptor) => match converse(stream, true, "250-STARTTLS\r\n", held).await? {
            Some(stream) => converse(acceptor.accept(stream).await?, false, "", held).await.map(drop),
            None => Ok(()),
        },
    }
}

/// Talks until the client leaves, or wants to go on encrypted; `offers` are lines of the answer to EHLO.
async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    greets: bool,
    offers: &str,
    held: &Mutex<Held>,
) -> std::io::Result<Option<S>> {
    let mut stream = BufReader::new(stream);
    if greets {
        stream.write_all(b"220 sink ESMTP\r\n").await?;
    }
    let mut recipient = String::new();
    while let Some(line) = next_line(&mut stream).await? {
        let write = &mut stream;
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let reply = match verb.as_str() {
            "EHLO" => &format!("250-sink\r\n{offers}250-AUTH PLAIN\r\n250 8BITMIME"),
            "AUTH" => "535 5.7.8 wrong password",
            "STARTTLS" if !offers.is_empty() => {
                write.write_all(b"220 go ahead\r\n").await?;
                return Ok(Some(stream.into_inner()));
            }
            "MAIL" if !offers.is_empty() => "530 5.7.0 Must issue a STARTTLS command first",
            "RCPT" => {
                recipient = line.clone();
                if line.contains("<later@") {
                    "450 4.2.1 come back later"
                } else if line.contains("<nobody@") {
                    "550 5.1.1 no such user"
                } else if line.contains("<grey@") && lock(held).greylist.insert(line.clone()) {
                    "450 4.7.1 greylisted, come back later"
                } else {
                    "250 ok"
                }
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                // each once: gone in the middle of a mail, and silent after it
                let fails =
                    ["<cut@", "<hang@"].iter().any(|name| recipient.contains(*name)) && lock(held).greylist.insert(recipient.clone());
                if fails && recipient.contains("<cut@") {
                    next_line(write).await?;
                    return Ok(None);
                }
                let mut mail = String::new();
                while let Some(line) = next_line(write).await? {
                    if line == "." {
                        break;
                    }
                    mail.push_str(line.strip_prefix('.').unwrap_or(&line));
                    mail.push('\n');
                }
                if fails {
                    std::future::pending::<()>().await;
                }
                if recipient.contains("<full@") {
                    "552 5.2.2 mailbox full"
                } else {
                    lock(held).mails.push(mail);
                    "250 queued"
                }
            }
            "QUIT" => {
                write.write_all(b"221 bye\r\n").await?;
                return Ok(None);
            }
            _ => "250 ok",
        };
        write.write_all(format!("{reply}\r\n").as_bytes()).await?;
    }
    Ok(None)
}

async fn next_line<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> std::io::Result<Option<String>> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await?;
    Ok((read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned()))
}
