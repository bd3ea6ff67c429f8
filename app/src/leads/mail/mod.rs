//! Writing a mail to whoever made an inquiry: a text to start from, changed by hand, sent as it is seen.

pub mod text;

use dioxus::prelude::*;
use shared::FieldErrors;
use shared::input::checked;
use shared::leads::{ActivityKind, FollowUp, Lead, MAIL_SUBJECT, MAIL_TEXT, MailFacts, MailStart, WriteMail};
use shared::text::{Locale, with_locale};

use super::plan::{local_moment, tomorrow};
use super::{api, text as leads, words};
use crate::api::Valid;
use crate::client::use_session;
use crate::ui::*;

/// The ways a next step may be done.
const KINDS: [ActivityKind; 4] = [ActivityKind::Call, ActivityKind::Email, ActivityKind::Meeting, ActivityKind::Visit];

/// A mail as it stands in the dialog.
#[derive(Clone, PartialEq)]
struct Draft {
    to: String,
    start: MailStart,
    locale: Locale,
    subject: String,
    body: String,
    /// Subject and text as they were filled in last.
    filled: (String, String),
    /// What somebody wrote that another text took the place of.
    kept: Option<(String, String)>,
    goes_on: bool,
    kind: ActivityKind,
    what: String,
    day: String,
    time: String,
}

impl Draft {
    /// What a lead most likely waits for, in its customer's language.
    fn of(lead: &Lead, facts: &MailFacts) -> Self {
        let start = match lead.first_touch_at {
            None => MailStart::FirstAnswer,
            Some(_) if facts.missing().is_empty() => MailStart::CheckIn,
            Some(_) => MailStart::MissingFacts,
        };
        let locale = Locale::from_tag(&lead.locale);
        let filled = with_locale(locale, || facts.start(start));
        Self {
            to: lead.email.clone().unwrap_or_default(),
            start,
            locale,
            subject: filled.0.clone(),
            body: filled.1.clone(),
            filled,
            kept: None,
            goes_on: false,
            kind: ActivityKind::Call,
            what: String::new(),
            day: tomorrow(),
            time: "09:00".into(),
        }
    }

    /// Fills in the text that is chosen; what somebody wrote is kept aside.
    fn fill(&mut self, facts: &MailFacts) {
        let filled = with_locale(self.locale, || facts.start(self.start));
        let before = (std::mem::replace(&mut self.subject, filled.0.clone()), std::mem::replace(&mut self.body, filled.1.clone()));
        if before != self.filled && !before.1.trim().is_empty() {
            self.kept = Some(before);
        }
        self.filled = filled;
    }

    /// What was kept aside, back in its place.
    fn put_back(&mut self) {
        if let Some(kept) = self.kept.take() {
            (self.subject, self.body) = kept;
        }
    }

    /// The mail, or what is wrong with it.
    fn read(&self) -> shared::Result<WriteMail> {
        let mut wrong = FieldErrors::default();
        let mut follow_up = None;
        if self.goes_on {
            let what = self.what.trim().to_string();
            if what.is_empty() {
                wrong.add("follow_up.what", "required");
            }
            match local_moment(&self.day, &self.time) {
                Some(due_at) if !what.is_empty() => follow_up = Some(FollowUp { kind: self.kind, what, due_at }),
                Some(_) => {}
                None => wrong.add("follow_up.due_at", "required"),
            }
        }
        let mail = WriteMail {
            email: self.to.trim().into(),
            subject: self.subject.trim().into(),
            body: self.body.trim().into(),
            locale: Some(self.locale),
            follow_up,
        };
        checked(mail, wrong)
    }
}

/// The dialog. `onclose` gets the lead as it is afterwards, or none if nothing was sent.
#[component]
pub fn MailDialog(lead: Lead, onclose: EventHandler<Option<Lead>>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let sending = use_sending();
    let facts = MailFacts::of(&lead, &session.name, &session.org_name);
    let mut draft = use_signal(|| Draft::of(&lead, &facts));
    let id = lead.row.id;
    let send = move |()| {
        let mail = draft.peek().read();
        let to = draft.peek().to.trim().to_string();
        sending.send(async move { api::write_lead_mail(id, Valid(mail?)).await }, move |lead| {
            toasts.say(text::on_its_way(to));
            onclose.call(Some(lead));
        });
    };
    // the composer below has fields of these names already, so the dialog's are called otherwise
    let problems = sending.problems_at(|field| format!("mail_{}", field.strip_prefix("follow_up.").unwrap_or(field)));
    let starts: Vec<SelectOption> = facts.starts().into_iter().map(|start| SelectOption::new(start.key(), start_name(start))).collect();
    let languages = vec![SelectOption::new(Locale::En.tag(), "English"), SelectOption::new(Locale::Fr.tag(), "Français")];
    let (by_start, by_language) = (facts.clone(), facts);
    let now = draft.read().clone();
    rsx! {
        FormDialog { title: text::write_to(lead.row.title()), description: text::answers_go_to(&session.email), testid: "mail-dialog", submit: text::send(), icon: IconName::Send, submit_testid: "send-mail",
            sending, problems, onsubmit: send, onclose: move |()| onclose.call(None),
            TextInput { label: text::to(), name: "mail_to", kind: InputKind::Email, required: true, maxlength: 254, value: now.to, error: sending.error("email"), oninput: move |v| draft.write().to = v }
            FormGrid {
                Select { label: text::start(), name: "mail_start", required: true, value: now.start.key(), options: starts,
                    onchange: move |v: String| if let Ok(start) = v.parse() {
                        let mut draft = draft.write();
                        draft.start = start;
                        draft.fill(&by_start);
                    } }
                Select { label: text::language(), name: "mail_language", required: true, value: now.locale.tag(), options: languages,
                    onchange: move |v: String| {
                        let mut draft = draft.write();
                        draft.locale = Locale::from_tag(&v);
                        draft.fill(&by_language);
                    } }
            }
            if now.kept.is_some() {
                div { class: "row wrap sm", role: "status",
                    span { class: "muted", {text::kept()} }
                    Button { size: Size::Sm, icon: IconName::Undo2, onclick: move |_| draft.write().put_back(), {text::put_back()} }
                }
            }
            TextInput { label: text::subject(), name: "mail_subject", required: true, maxlength: MAIL_SUBJECT as u32, value: now.subject.clone(), error: sending.error("subject"), oninput: move |v| draft.write().subject = v }
            TextArea { label: text::body(), name: "mail_body", required: true, rows: 12, limit: MAIL_TEXT as u32, value: now.body.clone(), error: sending.error("body"), oninput: move |v| draft.write().body = v }
            details {
                summary { class: "sm muted", {text::preview()} }
                div { class: "stack", lang: now.locale.tag(), "data-testid": "mail-preview",
                    strong { {now.subject} }
                    p { class: "pre", {now.body} }
                }
            }
            Checkbox { label: text::goes_on(), name: "mail_goes_on", checked: now.goes_on, onchange: move |v| draft.write().goes_on = v }
            if now.goes_on {
                Select { label: leads::kind_of_step(), name: "mail_kind", required: true, value: now.kind.key(),
                    options: KINDS.iter().map(|kind| SelectOption::new(kind.key(), words::activity(*kind))).collect::<Vec<_>>(),
                    onchange: move |v: String| if let Ok(kind) = v.parse() { draft.write().kind = kind } }
                TextInput { label: leads::what_to_do(), name: "mail_what", required: true, maxlength: 120, value: now.what, error: sending.error("follow_up.what"), oninput: move |v| draft.write().what = v }
                FormGrid {
                    DateInput { label: leads::due_date(), name: "mail_due_at", required: true, value: now.day, error: sending.error("follow_up.due_at"), onchange: move |v| draft.write().day = v }
                    TimeInput { label: leads::due_time(), name: "mail_time", value: now.time, onchange: move |v| draft.write().time = v }
                }
            }
        }
    }
}

fn start_name(start: MailStart) -> String {
    match start {
        MailStart::FirstAnswer => text::first_answer(),
        MailStart::MissingFacts => text::missing_facts(),
        MailStart::CheckIn => text::check_in(),
        MailStart::LastTry => text::last_try(),
    }
}
