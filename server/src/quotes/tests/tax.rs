//! Customers who pay no taxes: as they stand for a draft, as they stood for what went out.

use shared::customers::TaxStanding;

use super::blocked::change_customer;
use super::*;

async fn exempt(cx: &Cx, quote: &Quote, exempt: bool) {
    let standing = TaxStanding { exempt, certificate: "EX-17".into() };
    change_customer(cx, quote.to.account, |form| form.tax = Some(standing)).await;
}

/// Whether the price says that there are no taxes, which are zero then.
fn says_so(quote: &Quote) -> bool {
    let said = quote.priced.is_tax_exempt();
    assert_eq!(said, quote.priced.tax_cents == 0);
    assert_eq!(said, quote.payer.tax_exempt);
    said
}

#[tokio::test]
async fn an_exempt_customer_has_no_taxes_on_new_offers_and_keeps_those_of_old_ones() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (old, _) = sent(&cx).await;
    assert!(!says_so(&old));
    exempt(&cx, &old, true).await;
    let kept = quotes::show(&cx, old.id).await.expect("the quote");
    assert_eq!(kept.priced, old.priced, "what went out stays");

    let new = draft(&cx).await;
    assert_eq!(new.to.account, old.to.account);
    assert!(says_so(&new));
    assert_eq!(new.priced.total_cents, old.priced.total_cents - old.priced.tax_cents);
    let browser = new.content.price_for(&new.book.rates, new.quoted_on, new.promo.clone(), new.payer);
    assert_eq!(browser, new.priced, "the browser has the same");
}

#[tokio::test]
async fn what_went_out_without_taxes_stays_so_and_the_next_revision_follows_the_account() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    exempt(&cx, &quote, true).await;
    let quote = quotes::show(&cx, quote.id).await.expect("the draft");
    let input = SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: "maya@example.com".into(),
        pin: String::new(),
        message: String::new(),
    };
    let out = quotes::send(&cx, quote.id, input).await.expect("sent");
    assert!(says_so(&out.quote));
    exempt(&cx, &quote, false).await;
    assert!(says_so(&quotes::show(&cx, quote.id).await.expect("the quote")));
    let opened = open(&t, out.link.rsplit('/').next().expect("a token")).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    assert_eq!((seen.priced.tax_cents, seen.priced.total_cents), (0, out.quote.priced.total_cents));
    let revised = quotes::revise(&cx, quote.id).await.expect("a draft");
    assert!(!says_so(&revised), "they pay taxes again");
}

#[tokio::test]
async fn a_quote_begun_for_an_exempt_customer_is_listed_without_taxes_and_a_certificate_goes_with_the_exemption() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let first = draft(&cx).await;
    exempt(&cx, &first, true).await;
    let account = crate::customers::show(&cx, first.to.account).await.expect("the customer");
    assert_eq!(account.tax, TaxStanding { exempt: true, certificate: "EX-17".into() });
    let begun = quotes::create_from_lead(&cx, lead(&cx).await).await.expect("a quote");
    let rows = quotes::list(&cx, QuoteQuery::default()).await.expect("a list").page.items;
    let row = rows.iter().find(|row| row.id == begun.id).expect("it is listed");
    assert_eq!(row.total_cents, begun.priced.total_cents);
    exempt(&cx, &first, false).await;
    let account = crate::customers::show(&cx, first.to.account).await.expect("the customer");
    assert_eq!(account.tax, TaxStanding::default());
    // who says nothing of taxes leaves them as they are
    exempt(&cx, &first, true).await;
    change_customer(&cx, first.to.account, |form| form.notes = "Pays nothing".into()).await;
    assert!(crate::customers::show(&cx, first.to.account).await.expect("the customer").tax.exempt);
}
