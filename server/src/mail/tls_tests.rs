//! Mail over TLS, from the first byte and by STARTTLS, to a server whose authority is our own.

use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio::net::TcpStream;
use tokio_rustls::{TlsAcceptor, TlsConnector, client::TlsStream};
use uuid::Uuid;

use super::sink::{Encryption, Sink};
use super::*;

const AUTHORITY: &[u8] = include_bytes!("../testing/tls/authority.pem");
const CERTIFICATE: &[u8] = include_bytes!("../testing/tls/server.pem");
const KEY: &[u8] = include_bytes!("../testing/tls/server.key");

fn acceptor() -> TlsAcceptor {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let chain = vec![CertificateDer::from_pem_slice(CERTIFICATE).unwrap()];
    let config =
        ServerConfig::builder().with_no_client_auth().with_single_cert(chain, PrivateKeyDer::from_pem_slice(KEY).unwrap()).unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// A connection to a server of this machine that the tests' authority vouches for.
pub(crate) async fn connect(stream: TcpStream) -> TlsStream<TcpStream> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(AUTHORITY).unwrap()).unwrap();
    let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    TlsConnector::from(Arc::new(config)).connect(ServerName::try_from("localhost").unwrap(), stream).await.unwrap()
}

fn mailer(url: String, authorities: Option<&[u8]>) -> Mailer {
    let config =
        MailConfig { smtp_url: Some(url.into()), from: "Office <office@example.com>".into(), authorities: authorities.map(<[u8]>::to_vec) };
    Mailer::new(&config).unwrap()
}

fn mail() -> OutgoingMail {
    OutgoingMail {
        id: Uuid::from_u128(9),
        to: "zoe@example.org".into(),
        to_name: "Zoë".into(),
        subject: "Hello".into(),
        text: "Over TLS".into(),
        html: "<p>Over TLS</p>".into(),
        reply_to: None,
    }
}

#[tokio::test]
async fn mail_goes_encrypted_to_a_server_our_authority_vouches_for_and_to_no_other() {
    let ways = [
        (Sink::encrypted(Encryption::Implicit(acceptor())).await, "smtps://localhost:PORT"),
        (Sink::encrypted(Encryption::StartTls(acceptor())).await, "smtp://localhost:PORT?tls=required"),
    ];
    for (sink, url) in ways {
        let url = url.replace("PORT", &sink.port.to_string());
        mailer(url.clone(), Some(AUTHORITY)).send(&mail()).await.unwrap_or_else(|error| panic!("{url}: {error}"));
        let received = sink.received();
        assert_eq!(received.len(), 1, "{url}");
        assert!(received[0].contains("Subject: Hello"));
        assert!(mailer(url.clone(), None).send(&mail()).await.is_err(), "{url}: a stranger's certificate is refused");
        assert_eq!(sink.received().len(), 1);
    }
}

#[tokio::test]
async fn a_server_that_cannot_encrypt_gets_no_mail_where_it_has_to() {
    let sink = Sink::start().await;
    let url = format!("smtp://localhost:{}?tls=required", sink.port);
    assert!(mailer(url, Some(AUTHORITY)).send(&mail()).await.is_err());
    assert!(sink.received().is_empty());
}
