//! Tables as CSV: RFC 4180 lines whose cells no spreadsheet takes for a formula.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use shared::{Page, Result};

/// At most this many rows in one file; narrow the filter for others.
const MOST: usize = 20_000;
/// Rows of a list read at once.
pub const AT_ONCE: i64 = 200;

/// A table being written.
pub struct Csv {
    text: String,
}

impl Csv {
    /// A table with these heads.
    pub fn new(heads: &[&str]) -> Self {
        let mut csv = Self { text: String::new() };
        csv.push(heads);
        csv
    }

    /// One more line.
    pub fn push<S: AsRef<str>>(&mut self, cells: &[S]) {
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                self.text.push(',');
            }
            self.text.push_str(&quoted(cell.as_ref()));
        }
        self.text.push_str("\r\n");
    }

    /// A list read page by page, from its beginning; rows without cells are left out.
    pub async fn fill<T, C: AsRef<[String]>, F: Future<Output = Result<Page<T>>>>(
        mut self,
        mut read: impl FnMut(Option<String>) -> F,
        cells: impl Fn(&T) -> Option<C>,
    ) -> Result<Self> {
        let (mut after, mut read_so_far) = (None, 0);
        loop {
            let page = read(after).await?;
            for row in &page.items {
                if let Some(cells) = cells(row) {
                    self.push(cells.as_ref());
                }
            }
            read_so_far += page.items.len();
            after = page.next;
            if after.is_none() || read_so_far >= MOST {
                return Ok(self);
            }
        }
    }

    /// The table as it is written so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The table as a file to download. `name` is a word of ours.
    pub fn download(self, name: &'static str) -> Response {
        let disposition = format!("attachment; filename=\"{name}\"");
        let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()), (header::CONTENT_DISPOSITION, disposition)];
        (headers, self.text).into_response()
    }
}

/// A cell that spreadsheets take as text: quoted, and never the beginning of a formula.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let plain = !formula && !cell.contains(['"', ',', '\n', '\r']);
    if plain { cell.to_string() } else { format!("\"{}{}\"", if formula { "'" } else { "" }, cell.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_cell_never_begins_a_formula() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("=cmd()"), "\"'=cmd()\"");
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
    }
}
