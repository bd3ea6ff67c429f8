use proptest::prelude::*;

use super::*;
use crate::packs::{ServiceLine, prices};
use crate::pricing::{MOST_DAYS, check_schedule, problems};

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, d).expect("a real date")
}

fn dates() -> Dates {
    Dates { quoted_on: NaiveDate::from_ymd_opt(2026, 11, 20).expect("a real date"), starts: Some(day(12)) }
}

fn policy() -> DepositPolicy {
    let company = Some(DepositShare { deposit_bp: 5_000, balance_days_before: 10 });
    DepositPolicy { company, ..prices::default_rates(ServiceLine::Charter, "CA").deposit }
}

fn payer(kind: AccountKind, terms: Terms) -> Payer {
    Payer { kind, terms, tax_exempt: false }
}

fn percent(bp: u32, due: Due) -> Planned {
    Planned::new(Part::PercentBp(bp), due)
}

/// 50 % to book, 30 % ten days before, the rest a week after.
fn own() -> Vec<Planned> {
    vec![
        percent(5_000, Due::Acceptance),
        percent(3_000, Due::BeforeStart { days: 10 }),
        Planned { label: " After the trip ".into(), ..Planned::new(Part::Rest, Due::AfterStart { days: 7 }) },
    ]
}

fn cents(all: &[Instalment]) -> Vec<i64> {
    all.iter().map(|one| one.cents).collect()
}

fn names(all: &[Instalment]) -> Vec<&str> {
    all.iter().map(|one| one.label.en.as_str()).collect()
}

#[test]
fn the_policy_of_the_book_may_be_another_for_companies() {
    let by = |kind| instalments(100_001, dates(), &policy(), payer(kind, Terms::DueOnReceipt), &[]);
    let (person, company) = (by(AccountKind::Person), by(AccountKind::Company));
    assert_eq!((cents(&person), person[1].due), (vec![25_000, 75_001], Due::On { date: day(10) }));
    assert_eq!((cents(&company), company[1].due), (vec![50_001, 50_000], Due::On { date: day(2) }));
    assert_eq!(names(&company), ["Deposit", "Balance"]);
    assert_eq!(policy().only(AccountKind::Company), DepositPolicy { deposit_bp: 5_000, balance_days_before: 10, company: None });
}

#[test]
fn the_terms_of_an_account_come_before_the_policy() {
    let by = |terms| instalments(90_000, dates(), &policy(), payer(AccountKind::Company, terms), &[]);
    let one = |terms| by(terms).into_iter().map(|one| (one.cents, one.due)).collect::<Vec<_>>();
    assert_eq!(one(Terms::Prepaid), [(90_000, Due::Acceptance)]);
    assert_eq!(one(Terms::Net30), [(90_000, Due::On { date: NaiveDate::from_ymd_opt(2027, 1, 11).expect("a real date") })]);
    assert_eq!(one(Terms::Net60), [(90_000, Due::On { date: NaiveDate::from_ymd_opt(2027, 2, 10).expect("a real date") })]);
    assert_eq!(names(&by(Terms::Net30)), ["Payment in full"]);
}

#[test]
fn a_schedule_of_its_own_is_put_in_order_and_named() {
    let turned: Vec<Planned> = own().into_iter().rev().collect();
    let all = instalments(100_003, dates(), &policy(), Payer::default(), &turned);
    assert_eq!(cents(&all), [50_001, 30_001, 20_001]);
    assert_eq!(names(&all), ["Deposit", "Instalment 2", "After the trip"]);
    assert_eq!(all[1].label.fr, "Versement 2");
    assert_eq!(all.iter().map(|one| one.due.date()).collect::<Vec<_>>(), [None, Some(day(2)), Some(day(19))]);
}

#[test]
fn without_a_start_days_stay_as_they_were_laid_down() {
    let all = instalments(1_000, Dates { starts: None, ..dates() }, &policy(), Payer::default(), &own());
    assert_eq!((all[1].due, all[2].due), (Due::BeforeStart { days: 10 }, Due::AfterStart { days: 7 }));
    assert_eq!(cents(&all).iter().sum::<i64>(), 1_000);
}

#[test]
fn nothing_is_due_before_the_day_of_the_quote() {
    let late = [percent(5_000, Due::BeforeStart { days: 300 }), percent(5_000, Due::On { date: day(1) })];
    let all = instalments(1_000, dates(), &policy(), Payer::default(), &late);
    assert_eq!(all[0].due, Due::On { date: dates().quoted_on });
}

#[test]
fn amounts_beyond_the_total_shrink_from_the_end() {
    let own = [
        Planned::new(Part::Cents(60_000), Due::Acceptance),
        Planned::new(Part::Cents(60_000), Due::BeforeStart { days: 1 }),
        Planned::new(Part::Rest, Due::AfterStart { days: 1 }),
    ];
    assert_eq!(cents(&instalments(150_000, dates(), &policy(), Payer::default(), &own)), [60_000, 60_000, 30_000]);
    assert_eq!(cents(&instalments(100_000, dates(), &policy(), Payer::default(), &own)), [60_000, 40_000, 0]);
    assert_eq!(cents(&instalments(0, dates(), &policy(), Payer::default(), &own)), [0, 0, 0]);
    assert_eq!(cents(&instalments(-5, dates(), &policy(), Payer::default(), &own)), [0, 0, 0]);
}

#[test]
fn what_makes_no_sense_is_refused_by_field() {
    let code = |own: &[Planned], field: &str| problems(own, 100_000, dates().quoted_on).0.get(field).map(|all| all[0].code.clone());
    let at = Due::Acceptance;
    assert!(problems(&own(), 100_000, dates().quoted_on).is_empty());
    assert!(problems(&[], 100_000, dates().quoted_on).is_empty());
    let whole = |own: &[Planned]| code(own, "schedule").unwrap_or_default();
    assert_eq!(whole(&std::array::from_fn::<_, 7, _>(|_| percent(1_000, at))), "six_instalments");
    assert_eq!(whole(&[percent(6_000, at), percent(6_000, at)]), "over_whole");
    assert_eq!(whole(&[percent(6_000, at)]), "needs_rest");
    assert_eq!(whole(&[Planned::new(Part::Cents(100_000), at)]), "needs_rest");
    assert_eq!(whole(&[Planned::new(Part::Rest, at), Planned::new(Part::Rest, at)]), "one_rest");
    let over = [percent(5_000, at), Planned::new(Part::Cents(50_001), at), Planned::new(Part::Rest, Due::AfterStart { days: 1 })];
    assert_eq!(whole(&over), "over_total");
    assert!(check_schedule(&over).is_ok(), "another total may bear it");
    let wrong = [
        percent(0, at),
        Planned::new(Part::Cents(0), Due::On { date: NaiveDate::from_ymd_opt(2026, 11, 19).expect("a real date") }),
        Planned::new(Part::Rest, Due::AfterStart { days: MOST_DAYS + 1 }),
    ];
    assert_eq!(code(&wrong, "schedule[0].part").as_deref(), Some("not_positive"));
    assert_eq!(code(&wrong, "schedule[1].part").as_deref(), Some("not_positive"));
    assert_eq!(code(&wrong, "schedule[1].due").as_deref(), Some("in_the_past"));
    assert_eq!(code(&wrong, "schedule[2].due").as_deref(), Some("invalid"));
    assert!(wrong.iter().all(|planned| crate::input::check(planned).is_err()), "{wrong:?}");
}

#[test]
fn only_another_plan_differs_from_the_policy() {
    let payer = payer(AccountKind::Person, Terms::DueOnReceipt);
    let mut same = policy().plan(payer);
    same[0].label = "To book".into();
    assert!(!policy().differs(payer, &[], &same));
    assert!(!policy().differs(payer, &[], &[]));
    assert!(policy().differs(payer, &[], &own()));
}

#[test]
fn the_milestones_of_a_line_are_its_policy_unless_terms_were_agreed_on() {
    let pack = ServiceLine::Contracting.pack();
    let plain = payer(AccountKind::Person, Terms::DueOnReceipt);
    let usual = pack.usual(plain.terms);
    assert_eq!(usual, pack.schedule());
    let mut renamed = usual.clone();
    renamed[0].label = "To begin".into();
    assert!(!policy().differs(plain, &usual, &usual));
    assert!(!policy().differs(plain, &usual, &renamed));
    assert!(policy().differs(plain, &usual, &own()));
    assert!(policy().differs(plain, &usual, &[]), "without milestones the book holds, which has others");

    let agreed = payer(AccountKind::Company, Terms::Net30);
    assert!(pack.usual(agreed.terms).is_empty());
    assert!(!policy().differs(agreed, &pack.usual(agreed.terms), &[]));
    assert!(policy().differs(agreed, &pack.usual(agreed.terms), &usual));
    assert!(ServiceLine::ALL.iter().all(|line| line.pack().usual(Terms::DueOnReceipt) == line.pack().schedule()));
}

#[test]
fn a_price_says_what_is_due_at_acceptance_and_by_when_all_of_it() {
    let priced = Priced { total_cents: 100_000, ..Priced::default() };
    let plain = priced.clone().payable(dates(), &policy(), Payer::default(), &[]);
    assert_eq!((plain.deposit_cents, plain.balance_cents, plain.balance_due), (25_000, 75_000, Some(day(10))));
    assert!(plain.instalments.is_empty(), "what was signed before there were schedules reads and hashes the same");
    assert!(!serde_json::to_string(&plain).expect("JSON").contains("instalments"));
    assert_eq!(plain.payments(), instalments(100_000, dates(), &policy(), Payer::default(), &[]));

    let of_its_own = priced.clone().payable(dates(), &policy(), Payer::default(), &own());
    assert_eq!((of_its_own.deposit_cents, of_its_own.balance_cents, of_its_own.balance_due), (50_000, 50_000, Some(day(19))));
    assert_eq!(of_its_own.payments().len(), 3);
    let back: Priced = serde_json::from_str(&serde_json::to_string(&of_its_own).expect("JSON")).expect("a price");
    assert_eq!(back, of_its_own);

    let prepaid = priced.payable(dates(), &policy(), payer(AccountKind::Person, Terms::Prepaid), &[]);
    assert_eq!((prepaid.deposit_cents, prepaid.balance_cents, prepaid.balance_due), (100_000, 0, None));
}

#[test]
fn days_before_a_start_nobody_knows_are_still_told() {
    let open = Dates { starts: None, ..dates() };
    let priced = Priced { total_cents: 100_000, ..Priced::default() }.payable(open, &policy(), Payer::default(), &[]);
    assert_eq!(priced.balance_due, None);
    assert_eq!(priced.payments(), instalments(100_000, open, &policy(), Payer::default(), &[]));
    assert_eq!(priced.payments()[1].due, Due::BeforeStart { days: 2 });
    let nothing = Priced::default().payable(open, &policy(), Payer::default(), &[]);
    assert!(nothing.instalments.is_empty(), "nothing is due");
}

#[test]
fn a_policy_without_companies_is_kept_as_it_was() {
    let kept = r#"{"deposit_bp":2500,"balance_days_before":2}"#;
    let read: DepositPolicy = serde_json::from_str(kept).expect("an old policy");
    assert_eq!(serde_json::to_string(&read).expect("JSON"), kept);
}

fn due() -> impl Strategy<Value = Due> {
    prop_oneof![
        Just(Due::Acceptance),
        (0..=MOST_DAYS).prop_map(|days| Due::BeforeStart { days }),
        (0..=MOST_DAYS).prop_map(|days| Due::AfterStart { days }),
        (0u64..400).prop_map(|days| Due::On { date: day(1) + Days::new(days) }),
    ]
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        any::<u32>().prop_map(Part::PercentBp),
        (1u32..10_001).prop_map(Part::PercentBp),
        any::<i64>().prop_map(Part::Cents),
        Just(Part::Rest)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    /// Whatever is laid down, also what would be refused.
    #[test]
    fn instalments_sum_to_the_total_and_none_is_lost(
        total in prop_oneof![Just(0i64), 0i64..10_000, 0i64..10_000_000_000, any::<i64>()],
        own in prop::collection::vec((part(), due()).prop_map(|(part, due)| Planned::new(part, due)), 0..8),
        terms in 0usize..4,
        company in any::<bool>(),
        bp in 0u32..10_001,
        knows in any::<bool>(),
    ) {
        let policy = DepositPolicy { deposit_bp: bp, ..policy() };
        let who = payer(if company { AccountKind::Company } else { AccountKind::Person }, Terms::ALL[terms]);
        let when = Dates { starts: dates().starts.filter(|_| knows), ..dates() };
        let all = instalments(total, when, &policy, who, &own);
        prop_assert_eq!(all.iter().map(|one| i128::from(one.cents)).sum::<i128>(), i128::from(total.max(0)));
        prop_assert!(all.iter().all(|one| one.cents >= 0));
        prop_assert_eq!(all.len(), if own.is_empty() { policy.plan(who).len() } else { own.len() });
        prop_assert!(all.windows(2).all(|pair| pair[0].due.place() <= pair[1].due.place()), "{:?}", all);
        prop_assert_eq!(&all, &instalments(total, when, &policy, who, &own));
        let priced = Priced { total_cents: total, ..Priced::default() }.payable(when, &policy, who, &own);
        prop_assert_eq!(priced.deposit_cents + priced.balance_cents, total);
        prop_assert_eq!(priced.payments().iter().map(|one| i128::from(one.cents)).sum::<i128>(), i128::from(total.max(0)));
    }

    /// Shares of what is not refused are within a cent of what they are in full.
    #[test]
    fn shares_are_fair(total in 0i64..10_000_000_000, cut in prop::collection::vec(1u32..2_000, 1..5)) {
        let mut own: Vec<Planned> = cut.iter().map(|bp| percent(*bp, Due::Acceptance)).collect();
        own.push(Planned::new(Part::Rest, Due::AfterStart { days: 1 }));
        prop_assert!(problems(&own, total, dates().quoted_on).is_empty());
        let all = instalments(total, dates(), &policy(), Payer::default(), &own);
        for (one, bp) in all.iter().zip(&cut) {
            let exact = i128::from(total) * i128::from(*bp);
            prop_assert!((i128::from(one.cents) * 10_000 - exact).abs() <= 15_000, "{} of {} bp of {}", one.cents, bp, total);
        }
    }
}
