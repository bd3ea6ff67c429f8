//! Bodies of requests: whatever JSON comes is refused or read, never a crash; what is read is written and read alike.

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::{assistant, customers, identity, jobs, leads, media, portal, pricing, quotes, saved_views};
use validator::Validate;

fn body<T: DeserializeOwned + Serialize + Validate>(bytes: &[u8]) {
    let Ok(read) = serde_json::from_slice::<T>(bytes) else { return };
    let _ = shared::input::check(&read).map_err(|error| error.to_string());
    let written = text(&read);
    let again: T = serde_json::from_str(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
    assert_eq!(text(&again), written);
}

pub(crate) fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| panic!("{error}"))
}

macro_rules! bodies {
    ($($type:ty)*) => { const BODIES: &[fn(&[u8])] = &[$(body::<$type>),*]; };
}

// the first byte names one: add at the end, so that the corpus keeps its meaning
bodies! {
    leads::NewLead leads::EditLead leads::MoveLead leads::AssignLead leads::NewActivity leads::FollowUp leads::CompleteActivity
    leads::Capture leads::EditTurn leads::EditStage assistant::AnswerSuggestion
    customers::NewAccount customers::EditAccount customers::NewContact customers::EditContact customers::NewAddress customers::MergeAccounts
    jobs::NewJob jobs::AssignCrew jobs::ReplyToJob jobs::Reschedule jobs::Prioritize jobs::SeenJob jobs::CancelJob jobs::NewNote jobs::SentIntent
    media::DeclareMedia media::EditMedia media::OrderMedia
    quotes::NewQuote quotes::EditQuote quotes::UsePromo quotes::SendQuote quotes::Because quotes::GiveQuote quotes::CustomerSays quotes::Acceptance
    pricing::NewPromo pricing::NewPriceBook
    portal::LinkRequest
    identity::Hub identity::Holiday identity::Numbering
    customers::import::NewImport customers::import::ImportRows customers::import::MapImport
    leads::EditQueue leads::NewCaptureSource leads::EditCaptureSource
    quotes::GiveQuotes quotes::RemindQuotes quotes::ExtendQuotes quotes::WithdrawQuotes saved_views::NewSavedView saved_views::EditSavedView
    customers::StarAccount customers::EditPreferences customers::NewImportPreset customers::EditImportPreset
    leads::GiveLeads leads::MoveLeads leads::LoseLeads leads::PlanLeads
    leads::NewPipeline leads::EditPipeline leads::PreferPipeline leads::ArchivePipeline leads::OrderStages leads::RemoveStage
    pricing::SavePriceDraft pricing::DraftSeen leads::WriteMail
    leads::visits::NewVisit leads::visits::EditVisit leads::visits::FillVisit leads::visits::CompleteVisit leads::visits::CancelVisit
    customers::NewCustomField customers::EditCustomField customers::PlaceCustomField
    customers::NewUnit customers::EditUnit customers::EditFleet customers::NewPriceList customers::EndPriceList
    jobs::JobFromLead quotes::ApproveQuote quotes::ShareQuote quotes::EditInstantPage
    assistant::RestoreSuggestion assistant::RetireSuggestion quotes::InstantAsk
    media::DeclareVisitMedia media::EditVisitMedia
}

pub fn inputs(bytes: &[u8]) {
    let Some((which, json)) = bytes.split_first() else { return };
    // mostly letters, so that a corpus can be read: A is the first
    let which = usize::from(which.wrapping_sub(b'A'));
    if let Some(body) = BODIES.get(which) {
        body(json);
    }
}
