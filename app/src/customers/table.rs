//! Reading a file as a table, in the browser.

use wasm_bindgen_futures::JsFuture;

use super::text;

/// The text of a file: UTF-8, UTF-16 with its mark, or what old spreadsheets write.
pub(super) async fn text_of(file: &web_sys::File) -> Option<String> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
    let label = match bytes.as_slice() {
        [0xff, 0xfe, ..] => "utf-16le",
        [0xfe, 0xff, ..] => "utf-16be",
        other if std::str::from_utf8(other).is_ok() => "utf-8",
        _ => "windows-1252",
    };
    web_sys::TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(&bytes).ok()
}

/// A file read as a table: what its columns are called, and its rows with the line each stands in.
pub(super) struct Table {
    pub heads: Vec<String>,
    pub rows: Vec<(i32, Vec<String>)>,
}

/// Reads a table with a line of heads; the mark between its cells is the one its first line has most of.
pub(super) fn table_of(text: &str) -> Result<Table, String> {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: char| first.matches(mark).count();
    let mark = [',', ';', '\t'].into_iter().max_by_key(|mark| (count(*mark), *mark == ',')).unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new().delimiter(mark as u8).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (nth, row) in reader.records().enumerate() {
        let row = row.map_err(|error| error.to_string())?;
        let line = i32::try_from(nth).unwrap_or(i32::MAX - 1) + 1;
        rows.push((line, row.iter().map(str::to_owned).collect::<Vec<_>>()));
    }
    if rows.len() < 2 {
        return Err(text::import_no_rows());
    }
    let heads = rows.remove(0).1;
    Ok(Table { heads, rows })
}
