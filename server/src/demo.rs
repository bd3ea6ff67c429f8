//! Demo data: two organizations with a named cast and months of work, made through the use cases and always the same.

use shared::Result;

use crate::app::App;

/// Loads the demo organizations unless there are organizations already.
pub async fn load(_app: &App) -> Result<()> {
    Ok(())
}

/// The logins of the cast, for the terminal.
pub fn logins() -> String {
    String::new()
}
