//! The network between server and database breaks right after a commit was carried out: nobody can know, and the
//! repeat finds out. A proxy on the socket passes on the COMMIT, waits until the database has answered it, and cuts.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use shared::customers::{AccountKind, NewAccount};
use shared::{CommandId, Error};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use uuid::Uuid;

use crate::customers;
use crate::testing::TestApp;

/// Stands between a server and its database.
struct Proxy {
    /// Commits whose reply is still to be lost.
    losses: Arc<AtomicUsize>,
}

impl Proxy {
    /// Listens in `folder` and passes on to the socket at `database`.
    fn between(folder: &Path, database: std::path::PathBuf) -> Self {
        let name = database.file_name().expect("a socket has a name");
        let listener = UnixListener::bind(folder.join(name)).expect("a socket of its own");
        let losses = Arc::new(AtomicUsize::new(0));
        let left = losses.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(pass(client, database.clone(), left.clone()));
            }
        });
        Self { losses }
    }
}

/// Passes bytes on, until a commit whose reply is to be lost was answered.
async fn pass(client: UnixStream, database: std::path::PathBuf, losses: Arc<AtomicUsize>) {
    let server = UnixStream::connect(database).await.expect("the database listens");
    let ((mut from_client, mut to_client), (mut from_server, mut to_server)) = (client.into_split(), server.into_split());
    let (mut asked, mut said) = (vec![0; 65_536], vec![0; 65_536]);
    loop {
        tokio::select! {
            read = from_client.read(&mut asked) => {
                let Ok(read @ 1..) = read else { return };
                if to_server.write_all(&asked[..read]).await.is_err() {
                    return;
                }
                let commits = asked[..read].windows(7).any(|bytes| bytes == b"COMMIT\0");
                let loses = commits && losses.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)).is_ok();
                if loses {
                    let answered = from_server.read(&mut said).await.expect("the database answers");
                    // CommandComplete: it is carried out
                    assert_eq!((answered > 0, said[0]), (true, b'C'));
                    return;
                }
            }
            read = from_server.read(&mut said) => {
                let Ok(read @ 1..) = read else { return };
                if to_client.write_all(&said[..read]).await.is_err() {
                    return;
                }
            }
        }
    }
}

#[tokio::test]
async fn a_commit_whose_reply_is_lost_is_carried_out_once() {
    let t = TestApp::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let options = t.owner_options();
    let socket = options.get_socket().expect("the test cluster has a socket").join(format!(".s.PGSQL.{}", options.get_port()));
    let proxy = Proxy::between(folder.path(), socket);
    let app = t.through(folder.path()).await;
    let asks = |command: CommandId| {
        let mut cx = t.cx(shared::access::BuiltinRole::Owner);
        cx.app = app.clone();
        cx.with_command(command, [7; 32])
    };
    let school = NewAccount {
        kind: AccountKind::Company,
        name: "Seaview School".into(),
        contact: None,
        tags: vec![],
        notes: String::new(),
        custom: Default::default(),
    };
    let before = t.census().await;
    let mut made = 0;
    for losses in [0, 1, 1, 3] {
        let command = CommandId(Uuid::now_v7());
        proxy.losses.store(losses, Ordering::SeqCst);
        let mut answer = customers::create(&asks(command), school.clone()).await;
        if losses > 0 {
            // a repeat only reads, so that one loss is all there can be
            assert!(matches!(answer, Err(Error::Unavailable { .. })), "nobody knows what became of it: {answer:?}");
            proxy.losses.store(0, Ordering::SeqCst);
            answer = customers::create(&asks(command), school.clone()).await;
        }
        let first = answer.expect("the repeat gets the answer of the first");
        let again = customers::create(&asks(command), school.clone()).await.expect("and so does any other");
        assert_eq!(first.id, again.id);
        made += 1;
        let after = t.census().await;
        for table in ["accounts", "outbox", "commands"] {
            assert_eq!(after[table] - before[table], made, "{table} after {losses} lost replies");
        }
    }
    let used = customers::create(&asks(CommandId(Uuid::now_v7())), school).await;
    assert!(used.is_ok(), "the server goes on with new connections");
}
