//! A saved view opened in two tabs and written in both: the whole table, see `testing::conflicts`.

use serde_json::{Value, json};
use shared::access::BuiltinRole;

use super::*;
use crate::testing::TestApp;
use crate::testing::conflicts::{Edited, Fields, fields_of, play, texts, yes_no};

struct View {
    cx: Cx,
    id: SavedViewId,
}

impl Edited for View {
    async fn seen(&self) -> Value {
        let views = list(&self.cx, None).await.expect("a list");
        let SavedView { version, name, query, shared, .. } = views.into_iter().find(|view| view.id == self.id).expect("the view");
        serde_json::to_value(EditSavedView { version, name, query, shared }).expect("an input")
    }

    async fn write(&self, input: Value) -> Result<()> {
        edit(&self.cx, self.id, serde_json::from_value(input).expect("an input")).await.map(drop)
    }
}

#[tokio::test]
async fn of_two_who_change_a_view_the_second_is_told_and_nothing_is_silently_dropped() {
    let t = TestApp::new().await;
    let cx = t.cx(BuiltinRole::SalesAgent);
    let new = NewSavedView { list: ListKind::Quotes, name: "Open".into(), query: "view=open".into(), shared: false };
    let id = create(&cx, new).await.expect("kept").id;
    let queries = ["view=all", "owner=nobody&view=open", "view=soon"].map(|query| json!(query)).to_vec();
    let fields = Fields::from([("name", texts("Mine")), ("query", queries), ("shared", yes_no())]);
    play(&View { cx, id }, &fields, &fields_of::<EditSavedView>()).await;
}
