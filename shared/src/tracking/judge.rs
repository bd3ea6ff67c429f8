//! Whether a person did it. One pure function over what a request says of itself and when it came.

use chrono::TimeDelta;

use super::{Agent, HitKind, MachineSign};

/// Nobody reads a mail within so many seconds of its sending.
pub const SOON_SECONDS: i64 = 10;

/// Gmail's and Yahoo's servers load pictures when somebody reads, and now and then on arrival: within so many seconds.
pub const GOOGLE_SECONDS: i64 = 30;

/// Two different things of a mail within so many milliseconds of each other are no person's.
const AT_ONCE_MS: i64 = 1000;

/// Scanners of mails and makers of previews, by a word of what they call themselves, in lower case.
const SCANNERS: &[&str] = &[
    "barracuda",
    "proofpoint",
    "mimecast",
    "messagelabs",
    "symantec",
    "trendmicro",
    "trend micro",
    "sophos",
    "fireeye",
    "fortiguard",
    "ironport",
    "zscaler",
    "cloudmark",
    "safelinks",
    "safe links",
    "microsoft-atp",
    "urldefense",
    "virustotal",
    "urlscan",
    "phishtank",
    // with what follows: a maker of telephones is called so, too
    "bot/",
    "bot;",
    "slackbot",
    "telegrambot",
    "crawler",
    "spider",
    "preview",
    "facebookexternalhit",
    "whatsapp/",
    "headlesschrome",
    "phantomjs",
];

/// Programs that are no browsers, by a word of what they call themselves, in lower case.
const PROGRAMS: &[&str] = &[
    "curl/",
    "wget/",
    "python-",
    "python/",
    "aiohttp",
    "go-http-client",
    "java/",
    "apache-httpclient",
    "okhttp",
    "libwww",
    "node-fetch",
    "axios/",
    "undici",
    "postmanruntime",
    "powershell",
    "winhttp",
];

/// What is known of a hit.
#[derive(Clone, Copy, Debug)]
pub struct Sighting<'a> {
    pub kind: HitKind,
    /// What the program calls itself.
    pub user_agent: &'a str,
    /// It asked for the head of the answer only.
    pub is_head: bool,
    /// What it fetches for, by `Sec-Purpose`, `Purpose` or `X-Moz`; empty if it does not say.
    pub purpose: &'a str,
    /// How long after the mail went out.
    pub since_sent: TimeDelta,
    /// How long after the last hit of the other kind, or of another link; none if there was none.
    pub since_other: Option<TimeDelta>,
}

/// The kind of program, and why it is no person; none if it is one, as far as can be told.
pub fn judge(seen: &Sighting) -> (Agent, Option<MachineSign>) {
    let name = seen.user_agent.trim().to_lowercase();
    let agent = agent(&name);
    (agent, sign(seen, &name, agent))
}

fn sign(seen: &Sighting, name: &str, agent: Agent) -> Option<MachineSign> {
    let purpose = seen.purpose.to_lowercase();
    let ahead = ["prefetch", "prerender", "preview"].iter().any(|word| purpose.contains(word));
    if seen.is_head {
        return Some(MachineSign::Head);
    }
    if ahead {
        return Some(MachineSign::Prefetch);
    }
    if name.is_empty() {
        return Some(MachineSign::NoAgent);
    }
    if is_apple(name) {
        return Some(if seen.kind == HitKind::Open { MachineSign::AppleProxy } else { MachineSign::Program });
    }
    match agent {
        Agent::Scanner => return Some(MachineSign::Scanner),
        Agent::Program => return Some(MachineSign::Program),
        Agent::Proxy if seen.since_sent < TimeDelta::seconds(GOOGLE_SECONDS) => {
            return Some(if is_yahoo(name) { MachineSign::YahooProxy } else { MachineSign::GoogleProxy });
        }
        _ => {}
    }
    if seen.since_sent < TimeDelta::seconds(SOON_SECONDS) {
        return Some(MachineSign::TooSoon);
    }
    seen.since_other.filter(|since| since.abs() < TimeDelta::milliseconds(AT_ONCE_MS)).map(|_| MachineSign::AtOnce)
}

/// Apple's servers call themselves this and nothing more; no browser is so short.
fn is_apple(name: &str) -> bool {
    name == "mozilla/5.0"
}

fn is_yahoo(name: &str) -> bool {
    name.contains("yahoomailproxy")
}

fn agent(name: &str) -> Agent {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if name.is_empty() {
        Agent::Unknown
    } else if is_apple(name) || is_yahoo(name) || has(&["googleimageproxy", "ggpht.com"]) {
        Agent::Proxy
    } else if has(SCANNERS) {
        Agent::Scanner
    } else if has(PROGRAMS) {
        Agent::Program
    } else if has(&["ipad", "tablet", "kindle"]) || (name.contains("android") && !name.contains("mobile")) {
        Agent::Tablet
    } else if has(&["iphone", "android", "mobile"]) {
        Agent::Phone
    } else if has(&["windows", "macintosh", "linux", "cros", "outlook", "thunderbird"]) {
        Agent::Computer
    } else {
        Agent::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
    const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";
    const IPAD: &str = "Mozilla/5.0 (iPad; CPU OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";
    const MAC: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";
    const ANDROID: &str =
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36";
    const GMAIL: &str = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
    const YAHOO: &str = "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html";

    fn seen(kind: HitKind, user_agent: &str, seconds: i64) -> Sighting<'_> {
        Sighting { kind, user_agent, is_head: false, purpose: "", since_sent: TimeDelta::seconds(seconds), since_other: None }
    }

    #[test]
    fn machines_are_told_from_people_by_name_and_time() {
        use HitKind::{Click, Open};
        use MachineSign as M;
        for (kind, name, seconds, agent, machine) in [
            (Open, CHROME, 600, Agent::Computer, None),
            (Open, MAC, 600, Agent::Computer, None),
            (Open, IPHONE, 60, Agent::Phone, None),
            (Open, ANDROID, 60, Agent::Phone, None),
            (Open, IPAD, 60, Agent::Tablet, None),
            (Click, IPHONE, 61, Agent::Phone, None),
            (Open, "Mozilla/5.0", 86_400, Agent::Proxy, Some(M::AppleProxy)),
            (Click, "Mozilla/5.0", 86_400, Agent::Proxy, Some(M::Program)),
            (Open, GMAIL, 3, Agent::Proxy, Some(M::GoogleProxy)),
            (Open, GMAIL, GOOGLE_SECONDS - 1, Agent::Proxy, Some(M::GoogleProxy)),
            (Open, GMAIL, GOOGLE_SECONDS, Agent::Proxy, None),
            (Open, YAHOO, 5, Agent::Proxy, Some(M::YahooProxy)),
            (Open, YAHOO, 5_000, Agent::Proxy, None),
            (Open, CHROME, SOON_SECONDS - 1, Agent::Computer, Some(M::TooSoon)),
            (Click, CHROME, SOON_SECONDS, Agent::Computer, None),
            (Click, CHROME, -5, Agent::Computer, Some(M::TooSoon)),
            (Click, "Mozilla/5.0 (compatible; Barracuda Sentinel)", 600, Agent::Scanner, Some(M::Scanner)),
            (Click, "Mozilla/5.0 (Windows NT 10.0) Proofpoint", 600, Agent::Scanner, Some(M::Scanner)),
            (Click, "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", 600, Agent::Scanner, Some(M::Scanner)),
            (Open, "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/142.0", 600, Agent::Scanner, Some(M::Scanner)),
            (Click, "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) Chrome/142.0 Mobile Safari/537.36", 600, Agent::Phone, None),
            (Click, "WhatsApp/2.24.6 A", 600, Agent::Scanner, Some(M::Scanner)),
            (Click, "curl/8.5.0", 600, Agent::Program, Some(M::Program)),
            (Click, "python-requests/2.32", 600, Agent::Program, Some(M::Program)),
            (Open, "Go-http-client/1.1", 600, Agent::Program, Some(M::Program)),
            (Open, "", 600, Agent::Unknown, Some(M::NoAgent)),
            (Open, "  ", 600, Agent::Unknown, Some(M::NoAgent)),
            (Open, "SomethingNew/1", 600, Agent::Unknown, None),
        ] {
            assert_eq!(judge(&seen(kind, name, seconds)), (agent, machine), "{kind} by {name:?} after {seconds} s");
        }
    }

    #[test]
    fn what_only_looks_or_fetches_ahead_is_no_person() {
        let late = seen(HitKind::Click, CHROME, 600);
        assert_eq!(judge(&Sighting { is_head: true, ..late }).1, Some(MachineSign::Head));
        for purpose in ["prefetch", "prefetch;prerender", "Preview"] {
            assert_eq!(judge(&Sighting { purpose, ..late }).1, Some(MachineSign::Prefetch), "{purpose}");
        }
    }

    #[test]
    fn opening_and_following_at_the_same_moment_is_no_person() {
        for (since, machine) in [(0, Some(MachineSign::AtOnce)), (999, Some(MachineSign::AtOnce)), (1000, None), (60_000, None)] {
            let hit = Sighting { since_other: Some(TimeDelta::milliseconds(since)), ..seen(HitKind::Click, IPHONE, 600) };
            assert_eq!(judge(&hit).1, machine, "{since} ms");
        }
    }
}
