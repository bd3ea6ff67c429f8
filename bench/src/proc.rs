//! What processes cost, from `/proc`: time on the processors and memory.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// The clock ticks of `/proc`: 100 a second on every Linux that runs this.
const TICKS: f64 = 100.0;

/// Parent and own ticks (with those of children that ended) of a process.
fn stat(pid: u32) -> Option<(u32, u64)> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // the name in brackets may hold blanks
    let rest: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |n: usize| rest.get(n).and_then(|t| t.parse::<u64>().ok());
    Some((number(1)? as u32, number(11)? + number(12)? + number(13)? + number(14)?))
}

/// A process with all that descend from it.
pub fn tree(root: u32) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        if let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok())
            && let Some((parent, _)) = stat(pid)
        {
            children.entry(parent).or_default().push(pid);
        }
    }
    let mut found = vec![root];
    let mut at = 0;
    while let Some(pid) = found.get(at).copied() {
        found.extend(children.remove(&pid).unwrap_or_default());
        at += 1;
    }
    found
}

/// Seconds a tree of processes has worked so far.
pub fn seconds(roots: &[u32]) -> f64 {
    let ticks: u64 = roots.iter().flat_map(|root| tree(*root)).filter_map(stat).map(|(_, ticks)| ticks).sum();
    ticks as f64 / TICKS
}

/// A sum over all that a process has in memory, in MB.
fn rolled_up(pid: u32, name: &str) -> f64 {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}

/// Memory a process has in use, in MB.
pub fn memory(pid: u32) -> f64 {
    rolled_up(pid, "Rss:")
}

/// Of the memory a process has in use what no file backs, in MB: heap and stacks.
pub fn heap(pid: u32) -> f64 {
    rolled_up(pid, "Anonymous:")
}

/// Memory a tree of processes has in use, in MB; what they share is counted once.
pub fn tree_memory(root: u32) -> f64 {
    tree(root).into_iter().map(|pid| rolled_up(pid, "Pss:")).sum()
}

/// Threads of a process.
pub fn threads(pid: u32) -> usize {
    fs::read_dir(format!("/proc/{pid}/task")).map(Iterator::count).unwrap_or_default()
}

/// Heaps the allocator of a process made for its threads, besides the first one: glibc begins each at a multiple of
/// 64 MiB.
pub fn heaps(pid: u32) -> usize {
    const STEP: u64 = 64 << 20;
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap_or_default();
    let begins = |line: &str| {
        let mut parts = line.split_whitespace();
        let start = u64::from_str_radix(parts.next()?.split_once('-')?.0, 16).ok()?;
        // what has a name is a file, the stack or the first heap
        (parts.next()?.starts_with("rw") && parts.nth(3).is_none() && start.is_multiple_of(STEP)).then_some(())
    };
    maps.lines().filter_map(begins).count()
}

/// Files, sockets and pipes a process has open.
pub fn open_files(pid: u32) -> usize {
    fs::read_dir(format!("/proc/{pid}/fd")).map(Iterator::count).unwrap_or_default()
}

/// How busy the machine is: processes waiting, averaged over a minute.
pub fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().and_then(|n| n.parse().ok()).unwrap_or_default()
}

/// The postmaster whose files lie in a folder.
pub fn postmaster(pgdata: &Path) -> Option<u32> {
    fs::read_to_string(pgdata.join("postmaster.pid")).ok()?.lines().next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_is_seen() {
        let me = std::process::id();
        assert_eq!(tree(me).first(), Some(&me));
        assert!(memory(me) > 0.5 && tree_memory(me) > 0.1);
        assert!(heap(me) > 0.0 && heap(me) < memory(me));
        assert!(threads(me) > 0 && heaps(me) < 1_000);
        assert!(open_files(me) > 2);
        assert!(stat(me).is_some_and(|(parent, _)| parent > 0));
        assert_eq!(stat(u32::MAX), None);
    }
}
