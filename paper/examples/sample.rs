//! Writes a paper of so many lines to standard output: `cargo run -p paper --example sample 60 > quote.pdf`.

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lines = std::env::args().nth(1).map_or(Ok(60), |lines| lines.parse())?;
    let file = paper::sample::quote(lines).pdf()?;
    std::io::stdout().write_all(&file)?;
    Ok(())
}
