//! P10 and P11: memory, and starting.

use super::Bench;
use crate::ground::{Ground, Server};
use crate::proc;
use crate::report::{Figure, Kind};
use crate::stream;
use crate::wire::Problem;

pub async fn idle(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    Ok(vec![Figure::new("P10", "memory of the server, idle", Kind::Size, proc::memory(bench.server.pid()), "MB").most(60.0)])
}

pub async fn streams(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    let mut listeners = Vec::new();
    for token in bench.ground.sessions(0, &["sales_agent", "dispatcher", "manager"], 500).await? {
        listeners.push(stream::listen(bench.server.address, token, Default::default(), Default::default()).await?);
    }
    let memory = proc::memory(bench.server.pid());
    drop(listeners);
    Ok(vec![Figure::new("P10b", "memory of the server, 500 live streams open", Kind::Size, memory, "MB").most(110.0)])
}

pub async fn after(bench: &mut Bench<'_>) -> Result<Vec<Figure>, Problem> {
    Ok(vec![Figure::new("P10c", "memory of the server after all loads", Kind::Size, proc::memory(bench.server.pid()), "MB").most(160.0)])
}

/// P11: five starts, the middle one.
pub async fn cold_start(ground: &Ground) -> Result<Vec<Figure>, Problem> {
    let mut times = Vec::new();
    for _ in 0..5 {
        let server = Server::start(&ground.wish).await?;
        times.push(server.cold_start.as_secs_f64() * 1000.0);
        server.stop()?;
    }
    times.sort_by(f64::total_cmp);
    Ok(vec![
        Figure::new("P11", "from start to the first answer, database running", Kind::Time, times[2], "ms")
            .most(400.0)
            .note(format!("{:.0} to {:.0} ms", times[0], times[4])),
    ])
}
