//! Files before a scanner that speaks ClamAV's protocol: what it finds is not stored, and while it is away files wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use shared::Error;
use shared::access::BuiltinRole;
use shared::media::{MediaKind, MediaProblem, MediaStatus};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::tests::{declaration, job_with_driver, jpeg, read, send};
use super::*;
use crate::testing::TestApp;

/// What every scanner finds by agreement and nobody need fear (EICAR, 2003), in two halves so that scanners of source
/// code do not find it here.
fn eicar() -> Vec<u8> {
    [r"X5O!P%@AP[4\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].concat().into_bytes()
}

/// A daemon that reads `INSTREAM` and finds the agreed text; while `away` it hangs up.
async fn daemon() -> (String, Arc<AtomicBool>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its address").to_string();
    let away = Arc::new(AtomicBool::new(false));
    let gone = away.clone();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            if gone.load(Ordering::SeqCst) {
                continue;
            }
            tokio::spawn(async move {
                let mut command = [0; 10];
                client.read_exact(&mut command).await?;
                assert_eq!(&command, b"zINSTREAM\0");
                let mut file = Vec::new();
                loop {
                    let length = client.read_u32().await?;
                    if length == 0 {
                        break;
                    }
                    let begin = file.len();
                    file.resize(begin + length as usize, 0);
                    client.read_exact(&mut file[begin..]).await?;
                }
                let found = file.windows(eicar().len()).any(|part| part == eicar());
                client.write_all(if found { b"stream: Eicar-Signature FOUND\0" } else { b"stream: OK\0" }).await
            });
        }
    });
    (address, away)
}

/// A picture that carries a text behind its last byte.
fn picture_with(text: &[u8]) -> Vec<u8> {
    [jpeg(7), text.to_vec()].concat()
}

#[tokio::test]
async fn a_file_with_known_malware_is_rejected_and_its_bytes_are_gone() {
    let (address, _) = daemon().await;
    let t = TestApp::configured(|config| config.clamd = Some(address)).await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    for kind in [MediaKind::Photo, MediaKind::Document] {
        let bytes = if kind == MediaKind::Photo { picture_with(&eicar()) } else { [b"%PDF-1.7\n".to_vec(), eicar()].concat() };
        let media = declare(&driver, declaration(&job, kind, &bytes)).await.expect("declared");
        let receipt = send(&driver, media.id, &bytes, 20_000).await.expect("an answer");
        assert_eq!((receipt.status, receipt.problem), (MediaStatus::Rejected, Some(MediaProblem::Malware)));
        assert!(matches!(read(&driver, media.id, Variant::Original).await, Err(Error::NotFound)));
        let key = crate::files::key(driver.org.0, media.id.0, "original");
        assert!(t.app.files().get(&key, None).await.is_err(), "nothing of it is kept");
    }
}

#[tokio::test]
async fn while_the_scanner_is_away_files_wait_and_are_stored_when_it_is_back() {
    let (address, away) = daemon().await;
    let t = TestApp::configured(|config| config.clamd = Some(address)).await;
    let job = job_with_driver(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let bytes = jpeg(7);
    let media = declare(&driver, declaration(&job, MediaKind::Photo, &bytes)).await.expect("declared");
    away.store(true, Ordering::SeqCst);
    let refused = send(&driver, media.id, &bytes, 20_000).await;
    assert!(matches!(refused, Err(Error::Unavailable { .. })), "{refused:?}");
    assert!(matches!(read(&driver, media.id, Variant::Original).await, Err(Error::NotFound)), "nobody sees what was not scanned");
    away.store(false, Ordering::SeqCst);
    assert_eq!(send(&driver, media.id, &bytes, 20_000).await.expect("sent").status, MediaStatus::Stored);
    assert_eq!(read(&driver, media.id, Variant::Original).await.expect("the original"), bytes);
}
