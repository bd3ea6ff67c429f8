//! One client of the server: a kept-alive connection with a session's cookie.

use std::error::Error;
use std::net::SocketAddr;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::net::TcpStream;

/// Why something could not be measured.
pub type Problem = Box<dyn Error + Send + Sync>;

/// A client.
pub struct Client {
    address: SocketAddr,
    cookie: String,
    sender: Option<SendRequest<Full<Bytes>>>,
}

/// What was answered.
pub struct Reply {
    pub status: StatusCode,
    /// Whether it says when to come back.
    pub says_when: bool,
    pub body: Bytes,
}

impl Reply {
    pub fn json(&self) -> Result<Value, Problem> {
        self.read()
    }

    /// The body as a type of the product.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        Ok(serde_json::from_slice(&self.body)?)
    }

    /// The body, unless the server refused.
    pub fn good(self) -> Result<Self, Problem> {
        if self.status.is_success() || self.status.is_redirection() {
            Ok(self)
        } else {
            Err(format!("{}: {}", self.status, String::from_utf8_lossy(&self.body[..self.body.len().min(300)])).into())
        }
    }
}

impl Client {
    /// A client with the token of a session; without one it is a visitor.
    pub fn new(address: SocketAddr, token: &str) -> Self {
        Self { address, cookie: format!("tailboard={token}"), sender: None }
    }

    async fn connected(&mut self) -> Result<&mut SendRequest<Full<Bytes>>, Problem> {
        if self.sender.as_ref().is_none_or(|s| s.is_closed()) {
            let stream = TcpStream::connect(self.address).await?;
            stream.set_nodelay(true)?;
            let (sender, connection) = handshake(TokioIo::new(stream)).await?;
            // ends with the connection; its outcome shows in the request
            tokio::spawn(connection);
            self.sender = Some(sender);
        }
        self.sender.as_mut().ok_or_else(|| "no connection".into())
    }

    /// Sends a request and gives the response as it begins.
    pub async fn open(&mut self, method: Method, path: &str, kind: &str, body: Bytes) -> Result<Response<Incoming>, Problem> {
        let mut request = Request::builder()
            .method(&method)
            .uri(path)
            .header("host", self.address.to_string())
            .header("cookie", &self.cookie)
            .header("x-request-client", "bench")
            .header("accept-encoding", "identity")
            .header("user-agent", "tailboard-bench");
        if method != Method::GET {
            request = request.header("content-type", kind).header("idempotency-key", uuid::Uuid::new_v4().to_string());
        }
        let request = request.body(Full::new(body))?;
        let sender = self.connected().await?;
        sender.ready().await?;
        Ok(sender.send_request(request).await?)
    }

    async fn exchange(&mut self, method: Method, path: &str, kind: &str, body: Bytes) -> Result<Reply, Problem> {
        let response = match self.open(method, path, kind, body).await {
            Ok(response) => response,
            Err(problem) => {
                self.sender = None;
                return Err(problem);
            }
        };
        let status = response.status();
        let says_when = response.headers().contains_key("retry-after");
        let body = response.into_body().collect().await?.to_bytes();
        Ok(Reply { status, says_when, body })
    }

    pub async fn get(&mut self, path: &str) -> Result<Reply, Problem> {
        self.exchange(Method::GET, path, "", Bytes::new()).await
    }

    async fn send(&mut self, method: Method, path: &str, body: &Value) -> Result<Reply, Problem> {
        self.exchange(method, path, "application/json", serde_json::to_vec(body)?.into()).await
    }

    pub async fn post(&mut self, path: &str, body: &Value) -> Result<Reply, Problem> {
        self.send(Method::POST, path, body).await
    }

    pub async fn put(&mut self, path: &str, body: &Value) -> Result<Reply, Problem> {
        self.send(Method::PUT, path, body).await
    }

    pub async fn delete(&mut self, path: &str, body: &Value) -> Result<Reply, Problem> {
        self.send(Method::DELETE, path, body).await
    }

    /// Sends a form, as a page without scripts does.
    pub async fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Reply, Problem> {
        let escaped = |text: &str| -> String {
            text.bytes()
                .map(|b| if b.is_ascii_alphanumeric() || b"-._".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
                .collect()
        };
        let body = fields.iter().map(|(k, v)| format!("{}={}", escaped(k), escaped(v))).collect::<Vec<_>>().join("&");
        self.exchange(Method::POST, path, "application/x-www-form-urlencoded", body.into()).await
    }
}
