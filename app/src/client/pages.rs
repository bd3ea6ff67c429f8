//! Lists read page by page, of which all pages shown stay current: what was loaded further is read again with the first
//! page, so that no row is shown twice, missed between two pages, or as it was before somebody changed it.

use dioxus::prelude::*;
use shared::{Page, Result};
use uuid::Uuid;

use super::query::{Query, use_query};
use crate::ui::{Tone, use_toasts};

/// An answer that holds a page of a list.
pub trait Paged: Clone + 'static {
    type Item;

    fn page(&mut self) -> &mut Page<Self::Item>;

    fn id(item: &Self::Item) -> Uuid;
}

/// Loading a list further. Copy it into closures freely.
#[derive(Clone, Copy, PartialEq)]
pub struct Pages {
    count: Signal<usize>,
    loading: Signal<bool>,
    turn: Signal<u32>,
}

impl Pages {
    /// Whether a further page is on its way.
    pub fn loading(&self) -> bool {
        *self.loading.read()
    }

    /// Loads the next page, unless one is on its way already.
    pub fn load_more(&self) {
        let Pages { mut count, mut loading, mut turn } = *self;
        if !loading.replace(true) {
            count += 1;
            turn += 1;
        }
    }
}

/// A list by what it is filtered and ordered by, read by `key`: another key begins at the first page. The former rows
/// stay until those of the other key are there; an answer that comes after the key changed is dropped.
pub fn use_pages<K, L, F, Fut>(watch: &'static [&'static str], mut key: impl FnMut() -> K + 'static, read: F) -> (Query<L>, Pages)
where
    K: PartialEq + Clone + 'static,
    L: Paged,
    F: Fn(K, Option<String>) -> Fut + Copy + 'static,
    Fut: Future<Output = Result<L>> + 'static,
{
    let toasts = use_toasts();
    let pages = Pages { count: use_signal(|| 1), loading: use_signal(|| false), turn: use_signal(|| 0) };
    let Pages { mut count, mut loading, turn } = pages;
    let mut last = None::<K>;
    let list = use_query(watch, move || {
        turn.read();
        let now = key();
        if last.replace(now.clone()).is_some_and(|before| before != now) {
            count.set(1);
            loading.set(false);
        }
        let wanted = *count.peek();
        async move {
            let answer = gather(wanted, |after| read(now.clone(), after)).await;
            if *loading.peek() {
                loading.set(false);
                if let Err(error) = &answer {
                    count -= 1;
                    toasts.tell(Tone::Danger, error.to_string());
                }
            }
            answer
        }
    });
    (list, pages)
}

/// Reads so many pages into one.
async fn gather<L: Paged, Fut: Future<Output = Result<L>>>(count: usize, read: impl Fn(Option<String>) -> Fut) -> Result<L> {
    let mut all = read(None).await?;
    for _ in 1..count {
        let Some(after) = all.page().next.clone() else { break };
        let mut further = read(Some(after)).await?;
        let Page { items, next } = further.page();
        let page = all.page();
        // a row that moved down between two reads is on both pages
        items.retain(|item| page.items.iter().all(|shown| L::id(shown) != L::id(item)));
        page.items.append(items);
        page.next = next.take();
    }
    Ok(all)
}
