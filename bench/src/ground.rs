//! What is measured on: a cluster of its own with the dataset, and the server as a process.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};
use sqlx::postgres::{PgConnection, PgPool, PgPoolOptions};
use sqlx::{Connection, Row};
use uuid::Uuid;

use crate::wire::{Client, Problem};
use crate::{crowd, proc};

/// What the run was asked for.
#[derive(Clone)]
pub struct Wish {
    /// The executable under test.
    pub tailboard: PathBuf,
    pub dist: PathBuf,
    /// Folder of the database and files.
    pub data: PathBuf,
    pub scale: f64,
    /// Requests a second an organization may make, where that is looked at.
    pub org_rate: usize,
    /// How long each point is measured.
    pub point: Duration,
}

/// The cluster with the dataset.
pub struct Ground {
    pub wish: Wish,
    pub owner: PgPool,
    pub url: String,
    pub postmaster: u32,
    /// The organizations, the first the one that is looked at.
    pub orgs: Vec<Org>,
    /// Whether the database counts statements.
    pub counts_statements: bool,
}

/// An organization of the dataset.
pub struct Org {
    pub id: Uuid,
    pub members: Vec<Member>,
}

/// Somebody who can be logged in.
#[derive(Clone)]
pub struct Member {
    pub id: Uuid,
    pub role: String,
}

impl Wish {
    /// The executable with the settings of this run.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.tailboard);
        command
            .env_remove("DATABASE_URL")
            .env("TAILBOARD_DATA", &self.data)
            .env("TAILBOARD_DIST", &self.dist)
            .env("TAILBOARD_SECRET", "YmVuY2gtb25seS1rZXktb2YtMzItYnl0ZXMtISEhISE=")
            // what a single organization can get out of it is what is measured
            .env("TAILBOARD_ORG_RATE", "0")
            .env("RUST_LOG", "warn");
        command
    }

    fn output(&self, words: &[&str]) -> Result<String, Problem> {
        let output = self.command().args(words).stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            return Err(format!("tailboard {}: {}", words.join(" "), output.status).into());
        }
        Ok(String::from_utf8(output.stdout)?.trim().to_string())
    }
}

/// Starts the cluster and loads the dataset, unless it is there from a former run of the same scale.
pub async fn prepare(wish: Wish) -> Result<Ground, Problem> {
    let mut url = wish.output(&["database"])?;
    let mut conn = PgConnection::connect(&url).await?;
    // counting statements needs a library loaded at the start
    let preloaded: String = sqlx::query_scalar("show shared_preload_libraries").fetch_one(&mut conn).await?;
    if !preloaded.contains("pg_stat_statements") {
        sqlx::query("alter system set shared_preload_libraries = 'pg_stat_statements'").execute(&mut conn).await?;
        conn.close().await?;
        wish.output(&["stop"])?;
        url = wish.output(&["database"])?;
        conn = PgConnection::connect(&url).await?;
    }
    let counts_statements = count_statements(&mut conn).await.is_ok();
    let pgdata: String = sqlx::query_scalar("show data_directory").fetch_one(&mut conn).await?;
    let empty: i64 = sqlx::query_scalar("select count(*) from organizations").fetch_one(&mut conn).await?;
    let mark = wish.data.join("d1-scale");
    conn.close().await?;
    if empty == 0 {
        let status = wish.command().args(["demo", "--dataset", "d1", "--scale", &wish.scale.to_string()]).status()?;
        if !status.success() {
            return Err("the dataset was not loaded".into());
        }
        std::fs::create_dir_all(&wish.data)?;
        std::fs::write(&mark, wish.scale.to_string())?;
    } else if std::fs::read_to_string(&mark).ok().and_then(|text| text.trim().parse::<f64>().ok()) != Some(wish.scale) {
        return Err(format!("{} holds a dataset of another scale: remove it, or choose another folder", wish.data.display()).into());
    }
    let owner = PgPoolOptions::new().max_connections(4).connect(&url).await?;
    let postmaster = proc::postmaster(std::path::Path::new(&pgdata)).ok_or("the postmaster is not found")?;
    let orgs = orgs(&owner).await?;
    let ground = Ground { wish, owner, url, postmaster, orgs, counts_statements };
    crowd::leads(&ground.owner, ground.org(ground.crowded())?).await?;
    crowd::quotes(&ground.owner, ground.org(ground.quoting())?).await?;
    // measurements of a former run are not part of the dataset
    sqlx::query("vacuum analyze").execute(&ground.owner).await?;
    Ok(ground)
}

/// Has the database count statements: in a schema of its own, for the server refuses what the application could reach.
async fn count_statements(conn: &mut PgConnection) -> Result<(), sqlx::Error> {
    for statement in [
        "create schema if not exists bench",
        "create extension if not exists pg_stat_statements schema bench",
        "alter extension pg_stat_statements set schema bench",
    ] {
        sqlx::query(statement).execute(&mut *conn).await?;
    }
    Ok(())
}

async fn orgs(owner: &PgPool) -> Result<Vec<Org>, Problem> {
    let mut orgs = Vec::new();
    for row in sqlx::query("select id from organizations order by slug").fetch_all(owner).await? {
        let id: Uuid = row.get(0);
        let rows = sqlx::query("select id, roles[1] from members where org_id = $1 and status = 'active' order by email")
            .bind(id)
            .fetch_all(owner)
            .await?;
        let members = rows.iter().map(|r| Member { id: r.get(0), role: r.get(1) }).collect();
        orgs.push(Org { id, members });
    }
    Ok(orgs)
}

impl Ground {
    /// The organization with thousands of open leads.
    pub fn crowded(&self) -> usize {
        self.orgs.len().saturating_sub(1)
    }

    /// The organization with thousands of quotes of the last weeks.
    pub fn quoting(&self) -> usize {
        self.orgs.len().saturating_sub(2)
    }

    fn org(&self, n: usize) -> Result<Uuid, Problem> {
        Ok(self.orgs.get(n).ok_or("there are not so many organizations")?.id)
    }

    /// Tokens of fresh sessions: the `n`-th is of the `n`-th member with one of the roles, over and over.
    pub async fn sessions(&self, org: usize, roles: &[&str], count: usize) -> Result<Vec<String>, Problem> {
        let org = self.orgs.get(org).ok_or("there are not so many organizations")?;
        let members: Vec<&Member> = org.members.iter().filter(|m| roles.contains(&m.role.as_str())).collect();
        let mut tokens = Vec::new();
        for n in 0..count {
            let member = members.get(n % members.len().max(1)).ok_or("nobody has such a role")?;
            tokens.push(self.session_of(org.id, member.id).await?);
        }
        Ok(tokens)
    }

    /// The token of a fresh session of a member.
    pub async fn session_of(&self, org: Uuid, member: Uuid) -> Result<String, Problem> {
        let token = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        sqlx::query(
            "insert into sessions (id, token_hash, kind, org_id, user_id, member_id, name, user_agent, idle_seconds, expires_at)
             select $1, $2, 'staff', org_id, user_id, id, name, 'bench', 86400, now() + interval '1 day' from members where org_id = $3 and id = $4",
        )
        .bind(Uuid::new_v4())
        .bind(&Sha256::digest(token.as_bytes())[..])
        .bind(org)
        .bind(member)
        .execute(&self.owner)
        .await?;
        Ok(token)
    }

    /// Rows of the tables that matter, for the report.
    pub async fn size(&self) -> Result<String, Problem> {
        let a = self.orgs.first().ok_or("there is no organization")?.id;
        let row = sqlx::query(
            "select (select count(*) from leads where org_id = $1), (select count(*) from leads), (select count(*) from jobs where org_id = $1), (select count(*) from activities where org_id = $1),
                    (select count(*) from events where org_id = $1), pg_size_pretty(pg_database_size(current_database())), current_setting('server_version'), current_setting('shared_buffers')",
        )
        .bind(a)
        .fetch_one(&self.owner)
        .await?;
        Ok(format!(
            "scale {}: {} leads of {} in all, {} jobs, {} activities, {} events in the organization asked; database {}; PostgreSQL {}, shared_buffers {}, fsync on",
            self.wish.scale,
            row.get::<i64, _>(0),
            row.get::<i64, _>(1),
            row.get::<i64, _>(2),
            row.get::<i64, _>(3),
            row.get::<i64, _>(4),
            row.get::<String, _>(5),
            row.get::<String, _>(6),
            row.get::<String, _>(7)
        ))
    }
}

/// The server as a process; it ends when this is dropped.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From starting the process to its first answer.
    pub cold_start: Duration,
}

impl Server {
    pub async fn start(wish: &Wish) -> Result<Self, Problem> {
        Self::start_command(wish.command()).await
    }

    /// The same as it is installed, with a limit for each organization.
    pub async fn start_limited(wish: &Wish) -> Result<Self, Problem> {
        let mut command = wish.command();
        command.env("TAILBOARD_ORG_RATE", wish.org_rate.to_string());
        Self::start_command(command).await
    }

    async fn start_command(mut command: Command) -> Result<Self, Problem> {
        let address = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
        command.arg("serve").env("TAILBOARD_LISTEN", address.to_string()).env("TAILBOARD_PUBLIC_URL", format!("http://{address}"));
        let began = Instant::now();
        let child = command.stdout(Stdio::null()).spawn()?;
        let mut server = Self { child, address, cold_start: Duration::ZERO };
        let mut tick = tokio::time::interval(Duration::from_millis(2));
        while began.elapsed() < Duration::from_secs(60) {
            tick.tick().await;
            if let Ok(reply) = Client::new(address, "").get("/readyz").await
                && reply.status.is_success()
            {
                server.cold_start = began.elapsed();
                return Ok(server);
            }
        }
        Err("the server does not answer".into())
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as an operator would.
    pub fn stop(mut self) -> Result<(), Problem> {
        Command::new("kill").arg(self.child.id().to_string()).status()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // it may have ended by itself
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
