//! What an act on quotes needs to be told before it is carried out.

use chrono::NaiveDate;
use dioxus::prelude::*;
use shared::access::Action;
use shared::identity::{Member, MemberStatus};
use shared::{Error, MemberId};

use super::outcome::Left;
use super::{Chosen, Deed, What, text};
use crate::client::use_query;
use crate::ui::*;

/// Asks for it and carries it out; `ondone` gets what came of each quote.
#[component]
pub(super) fn Ask(what: What, chosen: Vec<Chosen>, onclose: EventHandler<()>, ondone: EventHandler<Left>) -> Element {
    // what was chosen when it opened stays what it is about
    let chosen = use_hook(|| chosen);
    let sending = use_sending();
    let mut member = use_signal(|| None::<(MemberId, String)>);
    let mut words = use_signal(String::new);
    let mut until = use_signal(String::new);
    let count = text::quotes(chosen.len());
    let submit = move |()| {
        let (chosen, deed) = (chosen.clone(), deed(what, member(), words(), &until()));
        let carry_out = async move {
            let deed = deed?;
            let outcomes = deed.carry_out(&chosen).await?;
            // of a single quote the refusal is what the form is told
            if let ([_], Some((_, why))) = (chosen.as_slice(), outcomes.refused().next()) {
                return Err(why.clone());
            }
            Ok(Left { deed, chosen, outcomes })
        };
        sending.send(carry_out, move |found| ondone.call(found));
    };
    let (title, description, act) = match what {
        What::Give => (text::give_title(count), text::give_body(), text::do_give()),
        What::Remind => (text::remind_title(count), text::remind_body(), text::do_remind()),
        What::Extend => (text::extend_title(count), text::extend_body(), text::do_extend()),
        What::Withdraw => (text::withdraw_title(count), text::withdraw_body(), text::do_withdraw()),
    };
    rsx! {
        FormDialog { title, description, submit: act, danger: what == What::Withdraw, testid: "bulk-dialog", sending, onsubmit: submit, onclose,
            match what {
                What::Give => rsx! { Colleagues { value: member().map(|(id, _)| id), error: sending.error("member"), onchoose: move |chosen| member.set(chosen) } },
                What::Remind => rsx! { TextArea { label: text::message(), name: "message", value: words(), error: sending.error("message"), limit: 2000, oninput: move |v| words.set(v) } },
                What::Extend => rsx! { DateInput { label: text::until(), name: "until", required: true, value: until(), error: sending.error("until"), onchange: move |v| until.set(v) } },
                What::Withdraw => rsx! { TextArea { label: text::reason(), name: "reason", required: true, value: words(), error: sending.error("reason"), limit: 500, oninput: move |v| words.set(v) } },
            }
        }
    }
}

/// What was typed as a deed, or what is missing.
fn deed(what: What, member: Option<(MemberId, String)>, words: String, until: &str) -> Result<Deed, Error> {
    match what {
        What::Give => member.map(|(member, name)| Deed::Give { member, name }).ok_or_else(|| Error::field("member", "required")),
        What::Remind => Ok(Deed::Remind { message: words }),
        What::Extend => match until.parse::<NaiveDate>() {
            Ok(until) => Ok(Deed::Extend { until }),
            Err(_) => Err(Error::field("until", "required")),
        },
        What::Withdraw if words.trim().is_empty() => Err(Error::field("reason", "required")),
        What::Withdraw => Ok(Deed::Withdraw { reason: words }),
    }
}

/// Whether somebody works on quotes, as far as their roles tell here: what custom roles allow the server knows.
pub(in crate::quotes) fn works_on_quotes(member: &Member) -> bool {
    let may = member.roles.iter().any(|role| role.access().may(Action::QuotesEdit));
    member.status == MemberStatus::Active && (may || !member.custom_roles.is_empty())
}

/// The colleagues a quote can be given to.
#[component]
fn Colleagues(value: Option<MemberId>, error: Option<String>, onchoose: EventHandler<Option<(MemberId, String)>>) -> Element {
    let members = use_query(&["member"], || async { crate::identity::api::list_members().await });
    let known: Vec<Member> = members.value().unwrap_or_default().into_iter().filter(works_on_quotes).collect();
    let options: Vec<SelectOption> = known.iter().map(|member| SelectOption::new(member.id.to_string(), member.name.clone())).collect();
    rsx! {
        Async { state: members.load(), count: 1, onretry: move |()| members.refetch(),
            Select { label: text::member(), name: "member", required: true, placeholder: text::choose_member(), options, error,
                value: value.map(|id| id.to_string()).unwrap_or_default(),
                onchange: move |id: String| onchoose.call(known.iter().find(|member| member.id.to_string() == id).map(|member| (member.id, member.name.clone()))),
            }
        }
    }
}
