//! The load driver. Closed: some clients ask again as soon as they are answered, for peak rates and plain latencies.
//! By schedule: people ask at times that do not depend on the answers, and a late answer delays nothing but itself in
//! the record, so that a stalled server cannot hide its stall (no coordinated omission).

use std::future::Future;
use std::time::{Duration, Instant};

use crate::histogram::Histogram;
use crate::wire::{Client, Problem};

/// What a load made of the server.
#[derive(Default)]
pub struct Outcome {
    pub latencies: Histogram,
    pub errors: u64,
    pub first_error: Option<String>,
    pub seconds: f64,
}

impl Outcome {
    pub fn rate(&self) -> f64 {
        if self.seconds > 0.0 { self.latencies.count() as f64 / self.seconds } else { 0.0 }
    }

    fn note(&mut self, latency: Duration, result: Result<(), Problem>) {
        match result {
            Ok(()) => self.latencies.record(latency),
            Err(problem) => {
                self.errors += 1;
                self.first_error.get_or_insert_with(|| problem.to_string());
            }
        }
    }

    pub fn merge(&mut self, other: Outcome) {
        self.latencies.merge(&other.latencies);
        self.errors += other.errors;
        self.first_error = self.first_error.take().or(other.first_error);
        self.seconds = self.seconds.max(other.seconds);
    }

    /// Refuses to speak of a load that mostly failed.
    pub fn sound(self) -> Result<Self, Problem> {
        if self.errors * 20 > self.latencies.count() {
            return Err(format!(
                "{} of {} requests failed: {}",
                self.errors,
                self.errors + self.latencies.count(),
                self.first_error.unwrap_or_default()
            )
            .into());
        }
        Ok(self)
    }
}

/// Chance of the load: the same in each run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        if n == 0 { 0 } else { (self.0 % n as u64) as usize }
    }
}

/// Each client asks again as soon as it is answered.
pub async fn closed<S, F, Fut>(states: Vec<S>, lasts: Duration, ask: F) -> Result<Outcome, Problem>
where
    S: Send + 'static,
    F: Fn(S) -> Fut + Send + Sync + Clone + 'static,
    Fut: Future<Output = (S, Result<(), Problem>)> + Send,
{
    let began = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for mut state in states {
        let ask = ask.clone();
        tasks.spawn(async move {
            let mut outcome = Outcome::default();
            while began.elapsed() < lasts {
                let asked = Instant::now();
                let result;
                (state, result) = ask(state).await;
                outcome.note(asked.elapsed(), result);
                if outcome.errors > 200 {
                    break;
                }
            }
            outcome
        });
    }
    let mut all = Outcome::default();
    while let Some(outcome) = tasks.join_next().await {
        all.merge(outcome?);
    }
    all.seconds = began.elapsed().as_secs_f64();
    all.sound()
}

/// Somebody who does one thing after another at times of their own.
pub struct Person {
    pub client: Client,
    pub dice: Dice,
    /// Index into what the load knows of organizations.
    pub org: usize,
}

/// Each person acts about every `think`, the schedule made before the first answer. A step due while the answer to the
/// one before is still out begins late, and is recorded from when it was due.
pub async fn scheduled<F, Fut>(people: Vec<Person>, think: Duration, lasts: Duration, act: F) -> Result<Outcome, Problem>
where
    F: Fn(Person) -> Fut + Send + Sync + Clone + 'static,
    Fut: Future<Output = (Person, Result<(), Problem>)> + Send,
{
    let began = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for mut person in people {
        let act = act.clone();
        tasks.spawn(async move {
            let mut outcome = Outcome::default();
            let mut due = began + think.mul_f64(person.dice.below(1000) as f64 / 1000.0);
            while due < began + lasts {
                tokio::time::sleep_until(due.into()).await;
                let result;
                (person, result) = act(person).await;
                outcome.note(due.elapsed(), result);
                due += think.mul_f64(0.5 + person.dice.below(1000) as f64 / 1000.0);
            }
            outcome
        });
    }
    let mut all = Outcome::default();
    while let Some(outcome) = tasks.join_next().await {
        all.merge(outcome?);
    }
    all.seconds = began.elapsed().as_secs_f64();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_stall_shows_in_every_step_it_delayed() {
        let person = Person { client: Client::new(([127, 0, 0, 1], 9).into(), ""), dice: Dice::new(1), org: 0 };
        let stalled = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let outcome = scheduled(vec![person], Duration::from_millis(10), Duration::from_millis(300), move |person| {
            let stalled = stalled.clone();
            async move {
                // the first step takes as long as twenty others should
                if !stalled.swap(true, std::sync::atomic::Ordering::SeqCst) {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
                (person, Ok(()))
            }
        })
        .await
        .expect("a load");
        assert!(outcome.latencies.at(0.6) > 40.0, "most steps were due during the stall and late: {}", outcome.latencies.at(0.6));
    }

    #[tokio::test]
    async fn a_load_that_fails_is_no_measurement() {
        let failed = closed(vec![()], Duration::from_millis(20), |()| async { ((), Err("refused".into())) }).await;
        assert!(failed.is_err_and(|e| e.to_string().contains("refused")));
    }
}
