//! Rule 4: a setting of the session outlives its transaction and hands one tenant's rows to the next borrower of the
//! connection, so only the database module names the setting at all.

use std::path::Path;

use crate::failure::Result;
use crate::tree;

/// What is wrong, one sentence each.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for base in ["server/src", "app/src"] {
        for path in tree::with_extension(&root.join(base), "rs")? {
            let name = tree::relative(root, &path);
            let is_database = name == "server/src/db.rs" || name.starts_with("server/src/db/");
            for (number, line) in tree::text(&path)?.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default().to_ascii_lowercase();
                let at = format!("{name}:{}", number + 1);
                if is_session_scoped(&code) {
                    findings
                        .push(format!("{at}: a session-scoped setting leaks to the next borrower of the connection: set_config(…, true)"));
                } else if !is_database && (code.contains("set_config(") || code.contains("set app.") || code.contains("set local app.")) {
                    findings.push(format!("{at}: the tenant is set in server/src/db only"));
                }
            }
        }
    }
    Ok(findings)
}

fn is_session_scoped(code: &str) -> bool {
    let by_function =
        code.split("set_config(").skip(1).any(|after| after.split(')').next().is_some_and(|inside| inside.trim_end().ends_with("false")));
    let by_statement = code.contains("\"set app.") || code.contains("set session app.");
    by_function || by_statement
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_transaction_scoped_settings_pass() {
        assert!(is_session_scoped("select set_config('app.org_id', $1, false)"));
        assert!(is_session_scoped("execute(\"set app.org_id = 'x'\")"));
        assert!(!is_session_scoped("select set_config('app.org_id', $1, true)"));
    }
}
