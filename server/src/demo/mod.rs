//! Demo data: two organizations with a named cast and months of work, made through the use cases and always the same.
//!
//! How: every organization has a *play*, a list of stories (an inquiry and what became of it). A story unfolds into
//! scenes with times; the scenes of all stories are played in the order of their times by an application whose clock
//! stands at the time of the scene ([`crate::App`]), so that ages, evidence chains and the event log are as if it had
//! happened. `sql.rs` moves the columns that the database itself stamped, and nothing else.
//!
//! Invariants: nothing is loaded beside organizations that are not of the demo. Each write is a command whose id
//! follows from organization, story and step, so that loading again after a crash answers what was done and goes on
//! where it stopped. Mails are kept for the mailbox and never sent.

mod cast;
mod clients;
pub mod d1;
mod drawn;
mod fieldwork;
mod hints;
mod inquiries;
mod offers;
mod photos;
mod play;
#[cfg(test)]
mod portrait;
mod practice;
mod prices;
mod script;
mod sql;
mod stage;
mod stories_cascade;
mod stories_contracting;
mod stories_glass;
mod stories_northline;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use shared::Result;
use sqlx::Connection;

use crate::app::App;
use cast::Company;
pub use cast::PASSWORD;
pub use practice::FillPractice;

/// Loads the demo organizations unless there are others already. What an interrupted load began is completed.
pub async fn load(app: &App) -> Result<()> {
    // two processes that start at once must not play the same scenes side by side
    let turn = sql::take_turn(app).await?;
    let owners: Vec<String> = COMPANIES.iter().map(Company::owner_email).collect();
    let mut tx = app.system("demo data are loaded only into an installation without organizations").await?;
    let strangers = sql::strangers(&mut tx, &owners).await?;
    tx.commit().await?;
    if strangers > 0 {
        tracing::info!("there are organizations already: no demo data are loaded");
    } else {
        // they share nothing, so one can hash and draw while the other waits for the database
        tokio::try_join!(play::perform(app, &COMPANIES[0]), play::perform(app, &COMPANIES[1]))?;
    }
    Ok(turn.close().await?)
}

/// The organizations of the demo.
const COMPANIES: [Company<'static>; 2] = [cast::NORTHLINE, cast::CASCADE];

/// The logins of the cast, for the terminal.
pub fn logins() -> String {
    let mut text = String::new();
    for company in COMPANIES {
        // writing to a string does not fail
        let _ = writeln!(text, "{} ({})", company.name, company.city);
        for person in company.people {
            let _ = writeln!(text, "  {:<18} {:<12} {}", person.name, person.role.key(), company.email_of(person));
        }
    }
    let _ = writeln!(text, "The password of all of them: {PASSWORD}");
    text
}
