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

/// Of what the server found for some words what may be shown for the words that are typed by now: all of it if they are the
/// same, else what has each of them in its label or its quiet words. What was taken for a slip of the fingers is not among
/// it until the server says so of the new words.
pub(super) fn still_fitting(found: Vec<Command>, words: &str, typed: &str) -> Vec<Command> {
    let typed = typed.trim();
    if typed == words.trim() {
        return found;
    }
    let has = |command: &Command, word: &str| {
        let detail = command.detail.as_deref().unwrap_or_default();
        [command.label.as_str(), detail].into_iter().any(|text| shared::search::found_in(text, word).is_some())
    };
    found.into_iter().filter(|command| !typed.is_empty() && typed.split_whitespace().all(|word| has(command, word))).collect()
}

/// A label in three: before the typed words, they themselves, after. Accents, case and the marks within numbers do not
/// matter.
pub(super) fn parted(label: &str, query: &str) -> (String, String, String) {
    match shared::search::found_in(label, query) {
        Some(found) => (label[..found.start].to_owned(), label[found.clone()].to_owned(), label[found.end..].to_owned()),
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
        assert_eq!((parted("İstanbul", "ist").1, parted("Hélène", "ELEN").1), ("İst".into(), "élèn".into()));
        assert_eq!(parted("+1 604-555-0148 · Sent", "6045550148"), ("+1 ".into(), "604-555-0148".into(), " · Sent".into()));
        assert_eq!(parted("Burrard College", ""), ("Burrard College".into(), String::new(), String::new()));
    }

    #[test]
    fn what_was_found_for_other_words_is_shown_where_it_fits_those_that_are_typed_by_now() {
        let found = || {
            vec![
                Command::new("c1", "Customers", "Johanssen Glazing", IconName::Users),
                Command::new("c2", "Customers", "Johnson Movers", IconName::Users).detail("C-00017"),
            ]
        };
        let ids = |typed: &str| still_fitting(found(), "joh", typed).into_iter().map(|command| command.id).collect::<Vec<_>>();
        assert_eq!(ids(" joh "), ["c1", "c2"], "asked and answered");
        assert_eq!(ids("johans"), ["c1"]);
        assert_eq!(ids("johnson 17"), ["c2"]);
        assert_eq!(ids("burrard"), [""; 0]);
        assert_eq!(ids("johans burrard"), [""; 0], "each of the words");
        assert_eq!(ids(""), [""; 0]);
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
