//! What an acceptance leaves to be done is due like everything else, although its lead is closed.

use shared::leads::{CompleteActivity, LeadList, LeadQuery, LeadStatus, LeadView, Outcome};

use super::*;
use crate::leads;

async fn listed(cx: &Cx, view: LeadView) -> LeadList {
    leads::list(cx, LeadQuery { view: Some(view.key().into()), ..LeadQuery::default() }).await.expect("a list")
}

#[tokio::test]
async fn the_steps_of_an_acceptance_are_listed_as_due_until_they_are_done() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (offer, token) = sent(&cx).await;
    let lead = offer.lead.expect("it came from a lead");
    let opened = open(&t, &token).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    quotes::accept_by_link(&opened, acceptance(&seen)).await.expect("accepted");
    assert_eq!(listed(&cx, LeadView::Due).await.page.items, [], "by the next morning");

    let mut later = cx.clone();
    later.app = cx.app.as_of(Utc::now() + Duration::days(2));
    let mut done = 0;
    loop {
        let due = listed(&later, LeadView::Due).await;
        assert_eq!(due.counts.of(LeadView::Due), due.page.items.len() as i64, "it lists what it counts");
        let Some(row) = due.page.items.first() else { break };
        assert_eq!((due.page.items.len(), row.id, row.status), (1, lead, LeadStatus::Converted));
        let step = row.next_step.clone().expect("what is due is shown");
        assert!(step.what.contains(&offer.number), "{step:?}");
        let reached = CompleteActivity { outcome: Some(Outcome::Reached), note: None, follow_up: None };
        leads::complete(&later, lead, step.id, reached).await.expect("done");
        done += 1;
        assert!(done <= 2, "the crew and what is to be paid at once");
    }
    assert!(done >= 1, "the crew is to be confirmed");
    let all = listed(&later, LeadView::All).await;
    assert!(!all.page.items.iter().any(|row| row.id == lead), "other views are of open leads");
}
