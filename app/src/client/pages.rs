//! Lists read page by page, of which all pages shown stay current: what was loaded further is read again with the first
//! page, so that no row is shown twice, missed between two pages, or as it was before somebody changed it.
//!
//! The first page of each list is remembered: whoever comes back to it sees it at once, while it is read again. Where
//! something it shows has changed meanwhile, or anything was written here, it is shown as what is being read again and
//! never as what there is ([`Pages::standing`]).

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;

use dioxus::prelude::*;
use shared::{Page, Result};
use uuid::Uuid;

use super::query::{Query, use_query_from};
use super::{live, own};
use crate::ui::{Load, Tone, use_toasts};

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
    /// Whether what is shown may have changed since it was read.
    former: Signal<bool>,
}

impl Pages {
    /// Whether a further page is on its way.
    pub fn loading(&self) -> bool {
        *self.loading.read()
    }

    /// How the list stands, after how its query does: rows that may have changed since they were read are not shown as
    /// what there is, and that there were none says nothing.
    pub fn standing(&self, state: Load) -> Load {
        if !*self.former.read() {
            return state;
        }
        match state {
            Load::Ready => Load::Renewing,
            Load::Empty | Load::Filtered => Load::Loading,
            other => other,
        }
    }

    /// Loads the next page, unless one is on its way already.
    pub fn load_more(&self) {
        let Pages { mut count, mut loading, mut turn, .. } = *self;
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
    let (first, changed) = use_hook(|| {
        let (list, changed) = recalled::<F, K, L>(&key(), Told::of(watch)).unzip();
        (CopyValue::new(list), changed.unwrap_or_default())
    });
    let pages = Pages { count: use_signal(|| 1), loading: use_signal(|| false), turn: use_signal(|| 0), former: use_signal(|| changed) };
    let Pages { mut count, mut loading, turn, mut former } = pages;
    let first = move || {
        let mut first = first;
        first.replace(None)
    };
    let mut last = None::<K>;
    let fetch = move |()| {
        turn.read();
        let now = key();
        // a change that is told while it is read may not be in it
        let told = Told::of(watch);
        if last.replace(now.clone()).is_some_and(|before| before != now) {
            count.set(1);
            loading.set(false);
        }
        let wanted = *count.peek();
        async move {
            let answer = gather(wanted, |after| read(now.clone(), after)).await;
            if *former.peek() {
                former.set(false);
            }
            if *loading.peek() {
                loading.set(false);
                if let Err(error) = &answer {
                    count -= 1;
                    toasts.tell(Tone::Danger, error.to_string());
                }
            }
            if let Ok(list) = &answer {
                remember::<F, K, L>(Known { key: now, told, list: list.clone() }, wanted);
            }
            answer
        }
    };
    (use_query_from(watch, first, || (), fetch), pages)
}

/// What is known of changes at a moment; as long as it stays, what was read holds.
#[derive(Clone, Copy, PartialEq)]
struct Told {
    /// How many changes of what a list shows were told.
    heard: u64,
    /// How much was written here.
    wrote: u64,
}

impl Told {
    fn of(watch: &[&str]) -> Self {
        Self { heard: live::heard_of(watch), wrote: own::noted() }
    }
}

/// A list as it was read last.
struct Known<K, L> {
    key: K,
    /// What was known of changes when it was asked for.
    told: Told,
    list: L,
}

thread_local! {
    /// What was read last by each place that reads a list.
    static KNOWN: RefCell<HashMap<TypeId, Box<dyn Any>>> = RefCell::default();
}

/// Keeps a list that is one page long: of more, only the first is read when somebody comes back.
fn remember<F: 'static, K: 'static, L: 'static>(known: Known<K, L>, pages: usize) {
    // what a reader holds besides the key is not compared
    if size_of::<F>() > 0 {
        return;
    }
    KNOWN.with_borrow_mut(|all| {
        if pages == 1 {
            all.insert(TypeId::of::<F>(), Box::new(known));
        } else {
            all.remove(&TypeId::of::<F>());
        }
    });
}

/// The list by this key as it was read last, and whether it may have changed since.
fn recalled<F: 'static, K: PartialEq + 'static, L: Clone + 'static>(key: &K, now: Told) -> Option<(L, bool)> {
    KNOWN.with_borrow(|all| {
        let known = all.get(&TypeId::of::<F>())?.downcast_ref::<Known<K, L>>()?;
        (known.key == *key).then(|| (known.list.clone(), known.told != now))
    })
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
