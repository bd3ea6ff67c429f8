//! Which commands fit what is typed, and where in their names it stands.

use super::Command;

/// The commands that contain every typed word, then what the server found and is not among them.
pub(super) fn matching(commands: &[Command], results: Vec<Command>, typed: &str) -> Vec<Command> {
    let words: Vec<String> = typed.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut shown: Vec<Command> = commands
        .iter()
        .filter(|command| {
            let text = format!("{} {} {}", command.label, command.detail.as_deref().unwrap_or_default(), command.group).to_lowercase();
            words.iter().all(|word| text.contains(word))
        })
        .cloned()
        .collect();
    for found in results {
        if !shown.iter().any(|command| command.id == found.id) {
            shown.push(found);
        }
    }
    shown.truncate(60);
    shown
}

/// A label in three: before the typed words, they themselves, after.
pub(super) fn parted(label: &str, query: &str) -> (String, String, String) {
    let query = query.trim().to_lowercase();
    // Only where lowering keeps every byte in its place can the match be cut out of the original.
    let lower = label.to_lowercase();
    if query.is_empty() || lower.len() != label.len() {
        return (label.to_owned(), String::new(), String::new());
    }
    let at = lower.find(&query).filter(|at| label.is_char_boundary(*at) && label.is_char_boundary(at + query.len()));
    match at {
        Some(at) => (label[..at].to_owned(), label[at..at + query.len()].to_owned(), label[at + query.len()..].to_owned()),
        None => (label.to_owned(), String::new(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::IconName;

    #[test]
    fn the_typed_words_are_cut_out_of_a_label() {
        assert_eq!(parted("Burrard College", "burr"), (String::new(), "Burr".into(), "ard College".into()));
        assert_eq!(parted("Hélène", "èn").1, "èn");
        assert_eq!(parted("İstanbul", "ist").1, "");
    }

    #[test]
    fn what_the_server_found_follows_without_doubles() {
        let commands = [Command::new("go", "Go to", "Pipeline", IconName::SquareKanban)];
        let found = vec![
            Command::new("go", "Go to", "Pipeline", IconName::SquareKanban),
            Command::new("c1", "Customers", "Pipe Co", IconName::Users),
        ];
        let ids: Vec<_> = matching(&commands, found, "pipe").into_iter().map(|command| command.id).collect();
        assert_eq!(ids, ["go", "c1"]);
    }
}
