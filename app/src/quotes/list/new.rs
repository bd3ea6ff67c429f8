//! Beginning a quote by hand.

use dioxus::prelude::*;
use shared::packs::ServiceLine;
use shared::quotes::NewQuote;

use crate::api::Valid;
use crate::quotes::api::create_quote;
use crate::quotes::text::staff as text;
use crate::ui::*;

/// Asks for the customer and the kind of work; then the builder opens.
#[component]
pub(super) fn NewQuoteDialog(lines: Vec<ServiceLine>, onclose: EventHandler<()>) -> Element {
    let blank = NewQuote {
        service_line: lines.first().copied().unwrap_or(ServiceLine::Moving),
        title: String::new(),
        account: None,
        contact: None,
        name: String::new(),
        company: String::new(),
        email: String::new(),
        phone: String::new(),
    };
    let mut input = use_signal(|| blank);
    let sending = use_sending();
    let create = move |()| {
        sending.send(async move { create_quote(Valid(input())).await }, |quote| go(&format!("/app/quotes/{}", quote.id)));
    };
    let options: Vec<SelectOption> = lines.iter().map(|l| SelectOption::new(l.key(), l.pack().words.name.text())).collect();
    rsx! {
        FormDialog { title: text::new_quote(), testid: "new-quote-dialog", submit: text::create(), sending, onsubmit: create, onclose,
            Select { name: "line", label: text::line(), options, value: input().service_line.key(), onchange: move |v: String| if let Ok(line) = v.parse() { input.write().service_line = line } }
            TextInput { name: "name", label: text::name(), value: input().name, required: true, error: sending.error("name"), oninput: move |v| input.write().name = v }
            TextInput { name: "company", label: text::company(), value: input().company, error: sending.error("company"), oninput: move |v| input.write().company = v }
            TextInput { name: "email", label: text::email(), kind: InputKind::Email, value: input().email, error: sending.error("email"), oninput: move |v| input.write().email = v }
            TextInput { name: "phone", label: text::phone(), kind: InputKind::Tel, value: input().phone, error: sending.error("phone"), oninput: move |v| input.write().phone = v }
            TextInput { name: "title", label: text::quote_title(), value: input().title, error: sending.error("title"), oninput: move |v| input.write().title = v }
        }
    }
}
