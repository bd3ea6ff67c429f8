//! Who is logged in: known from the last start at once, so that a device starts without a network, then asked.

use std::cell::{Cell, RefCell};

use dioxus::prelude::*;
use futures_channel::oneshot::{Sender, channel};
use gloo_storage::{LocalStorage, Storage};
use shared::identity::Session;
use shared::{Error, Result};

use super::{device, http, store};

/// Which of the clients this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum App {
    Staff,
    /// The office's settings.
    Settings,
    Field,
    Portal,
}

impl App {
    /// The path all its pages are below.
    pub fn prefix(self) -> &'static str {
        match self {
            App::Staff => "/app",
            App::Settings => "/app/settings",
            App::Field => "/field",
            App::Portal => "/portal",
        }
    }

    /// The path below it that belongs to another client.
    pub fn without(self) -> Option<&'static str> {
        (self == App::Staff).then_some(App::Settings.prefix())
    }

    /// Whether it is one of the office's two.
    pub fn is_office(self) -> bool {
        matches!(self, App::Staff | App::Settings)
    }

    fn key(self) -> &'static str {
        match self {
            App::Staff | App::Settings => "tailboard-session-staff",
            App::Field => "tailboard-session-field",
            App::Portal => "tailboard-session-portal",
        }
    }
}

thread_local! { static APP: Cell<App> = const { Cell::new(App::Staff) }; }

pub(crate) fn declare(app: App) {
    APP.set(app);
}

/// Which client this is.
pub fn app() -> App {
    APP.get()
}

/// The signal of the session.
#[derive(Clone, Copy, PartialEq)]
struct SessionState {
    session: Signal<Session>,
}

/// Who is logged in; renders again when that changes. Below [`SessionGate`] only.
pub fn use_session() -> Session {
    use_context::<SessionState>().session.read().clone()
}

/// Where to log in, coming back to the page shown now.
fn login_path() -> String {
    let here = web_sys::window()
        .map(|window| window.location())
        .and_then(|location| Some(format!("{}{}", location.pathname().ok()?, location.search().ok()?)));
    let next = here.map(|path| String::from(js_sys::encode_uri_component(&path))).unwrap_or_default();
    match app() {
        App::Portal => format!("/portal/login?next={next}"),
        App::Staff | App::Settings | App::Field => format!("/login?next={next}"),
    }
}

/// The server said nobody is logged in. The field app stays: work goes on and is kept until somebody logs in.
pub fn ended() {
    if app() != App::Field {
        go_to_login();
    }
}

/// Leaves for the login page.
pub fn go_to_login() {
    if let Some(window) = web_sys::window() {
        // a navigation the browser refuses leaves the error on screen
        let _ = window.location().set_href(&login_path());
    }
}

fn known() -> Option<Session> {
    LocalStorage::get(app().key()).ok()
}

/// Leaves the device as if nobody had worked on it, but for work that has not gone up: after signing out.
pub async fn leave() {
    // a browser that refuses storage has nothing to clear
    let _ = store::clear().await;
    forget();
}

/// Forgets who was logged in.
pub fn forget() {
    LocalStorage::delete(app().key());
    super::sw::forget_person();
}

/// Whose data the device keeps apart.
fn owner(session: &Session) -> String {
    let person = session.member.map(|id| id.0).or(session.contact.map(|id| id.0)).unwrap_or_default();
    format!("{}-{person}", session.org)
}

/// Asks the server who is logged in.
pub(super) async fn ask() -> Result<Session> {
    let answer = http::send("GET", "/api/v1/session", &[], http::Body::Empty, 15_000).await;
    let session = answer.and_then(|answer| answer.json::<Session>()).map(|mut session| {
        let position = session.position.take();
        BEGAN.set(BEGAN.get().or(position));
        session
    });
    ASKED.set(true);
    for waiting in WAITING.take() {
        // whoever waited may be gone
        let _ = waiting.send(());
    }
    session
}

thread_local! {
    /// Where the log stood when the session was read first.
    static BEGAN: Cell<Option<i64>> = const { Cell::new(None) };
    /// The session was asked for, whatever the answer.
    static ASKED: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Sender<()>>> = const { RefCell::new(Vec::new()) };
}

/// Where the log stood when this tab first read its session; none as long as that failed.
pub(super) fn began_at() -> Option<i64> {
    BEGAN.get()
}

/// Waits until the session was asked for once, whatever the answer.
pub(super) async fn asked() {
    if ASKED.get() {
        return;
    }
    let (done, waiting) = channel();
    WAITING.with_borrow_mut(|all| all.push(done));
    // the sender outlives the wait
    let _ = waiting.await;
}

fn adopt(session: &Session) {
    store::belongs_to(&owner(session));
    device::show_locale(if device::has_chosen_locale() { device::preferred_locale() } else { session.locale });
    // a full or private storage: then the next start needs the network
    let _ = LocalStorage::set(app().key(), session);
}

/// Renders its children once it is known who is logged in; goes to the login page when nobody is. `loading` and `failed`
/// are what is shown meanwhile.
#[component]
pub fn SessionGate(
    /// Shown until the session is known.
    loading: Element,
    /// Shown when it cannot be known.
    failed: Callback<Error, Element>,
    /// The app.
    children: Element,
) -> Element {
    let mut state = use_signal(known);
    let mut failure = use_signal(|| None::<Error>);
    use_hook(|| {
        if let Some(session) = &*state.peek() {
            adopt(session);
        }
        spawn(async move {
            loop {
                match ask().await {
                    Ok(fresh) => {
                        let before = state.peek().clone();
                        if before.as_ref().is_some_and(|before| owner(before) != owner(&fresh)) {
                            // another person: nothing of the former one may stay in memory, nor come into their storage
                            let _ = LocalStorage::set(app().key(), &fresh);
                            if let Some(window) = web_sys::window() {
                                let _ = window.location().reload();
                            }
                            return;
                        }
                        adopt(&fresh);
                        failure.set(None);
                        if before.as_ref() != Some(&fresh) {
                            state.set(Some(fresh));
                        }
                        return;
                    }
                    Err(Error::Unauthenticated) => {
                        // the crew works on with what the device knows; sending says that somebody has to log in
                        if app() != App::Field || state.peek().is_none() {
                            forget();
                            go_to_login();
                        }
                        return;
                    }
                    Err(error) => {
                        if state.peek().is_none() {
                            failure.set(Some(error));
                        }
                        super::js::sleep(5_000).await;
                    }
                }
            }
        });
    });
    let session = state.read().clone();
    match (session, failure()) {
        (Some(session), _) => rsx! { Known { session, {children} } },
        (None, Some(error)) => failed.call(error),
        (None, None) => loading,
    }
}

#[component]
fn Known(session: Session, children: Element) -> Element {
    let mut state = use_context_provider(|| SessionState { session: Signal::new(session.clone()) });
    if *state.session.peek() != session {
        state.session.set(session);
    }
    children
}
