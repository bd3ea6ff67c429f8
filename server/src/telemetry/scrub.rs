/// A text about a fault without what may be about a person: addresses, values the database quotes back, queries of
/// addresses, tokens, telephone numbers, and nothing beyond a thousand characters.
pub(super) fn scrubbed(text: &str) -> String {
    let short: String = text.chars().take(1000).collect();
    let words: Vec<String> = short.split(' ').map(word).collect();
    words.join(" ")
}

fn word(word: &str) -> String {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let signs = word.bytes().filter(|b| b.is_ascii_alphanumeric() || b"-_".contains(b)).count();
    if word.contains('@') {
        return "[address]".into();
    }
    // "Key (email)=(…)" of a constraint
    if let Some((key, _)) = word.split_once(")=(") {
        return format!("{key})=([value])");
    }
    if let Some((path, _)) = word.split_once('?').filter(|(path, query)| path.contains('/') && !query.is_empty()) {
        return format!("{path}?[query]");
    }
    // ids of ours have this form, and say nothing to anybody else
    let is_id = word.trim_matches(|c: char| !c.is_ascii_alphanumeric()).parse::<uuid::Uuid>().is_ok();
    if !is_id && (digits >= 7 || (signs >= 24 && digits > 0 && !word.contains("::") && !word.contains('/'))) {
        return "[number]".into();
    }
    word.into()
}

#[cfg(test)]
mod tests {
    use super::scrubbed;

    #[test]
    fn what_may_be_about_a_person_is_taken_out_of_a_fault() {
        let said = scrubbed(
            "duplicate key (email)=(amara@example.ca) for \"Amara\" <amara@example.ca> at /q/list?q=Okafor token hR7kQ2mZ9sLw4TnV8xBc3yDf tel +16045550199 in leads_org_id_fkey at server::leads::create src/leads/create.rs:120 job 0190d9a1-3b5e-7c11-9d2e-6a1f0c8b4e55",
        );
        for gone in ["amara@", "Okafor", "hR7kQ2", "604555"] {
            assert!(!said.contains(gone), "{said}");
        }
        for stays in ["duplicate key", "leads_org_id_fkey", "server::leads::create", "create.rs:120", "0190d9a1-3b5e"] {
            assert!(said.contains(stays), "{said}");
        }
    }
}
