//! How cards move: what a stage asks for, and the place between two neighbours.

use std::borrow::Cow;

use super::input::MoveLead;
use super::pipeline::{RequiredField, Stage};
use super::types::LeadStatus;
use crate::FieldErrors;
use crate::customers::{CustomField, CustomValues};

/// What a move is judged by, besides the wish itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoveFacts {
    pub has_wanted_on: bool,
    pub has_origin: bool,
    pub has_destination: bool,
    pub has_passengers: bool,
    pub has_value: bool,
    /// An e-mail address or a phone number.
    pub has_contact: bool,
    pub has_owner: bool,
    pub has_quote: bool,
    /// A quote of it was accepted.
    pub accepted: bool,
    /// What the lead says in fields of the organization's own.
    pub own: CustomValues,
}

/// What stands in the way of a move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The stage asks for this.
    Needs(RequiredField),
    /// The stage asks for this field of the organization's own.
    NeedsField(CustomField),
    /// The stage is full; a reason opens it.
    WipReason {
        limit: i32,
    },
    /// The stage is full and its limit is hard.
    Full {
        limit: i32,
    },
    LostReason,
    /// Only an accepted quote wins a lead.
    NeedsAcceptance,
}

impl Gap {
    /// Whether a person can fill it in where the move is made.
    pub fn can_be_filled(&self) -> bool {
        match self {
            Gap::Needs(field) => !matches!(field, RequiredField::Quote | RequiredField::Owner),
            Gap::NeedsField(_) | Gap::WipReason { .. } | Gap::LostReason => true,
            Gap::Full { .. } | Gap::NeedsAcceptance => false,
        }
    }

    /// The field of [`MoveLead`] that fills it.
    pub fn field(&self) -> Cow<'static, str> {
        let name = match self {
            Gap::NeedsField(field) => return format!("custom.{}", field.key).into(),
            Gap::Needs(RequiredField::Contact) => "phone",
            Gap::Needs(RequiredField::Value) => "value_cents",
            Gap::Needs(field) => field.key(),
            Gap::WipReason { .. } | Gap::Full { .. } => "wip_reason",
            Gap::LostReason => "lost_reason",
            Gap::NeedsAcceptance => "stage",
        };
        name.into()
    }
}

/// What a move from one stage to another still needs; empty when it can go ahead. `others` is how many leads the
/// target already holds, not counting this one.
pub fn gaps(from: &Stage, to: &Stage, others: i64, lead: &MoveFacts, wish: &MoveLead) -> Vec<Gap> {
    if from.id == to.id {
        return Vec::new();
    }
    let mut gaps = Vec::new();
    match to.status {
        LeadStatus::Lost => {
            if wish.lost_reason.is_none() {
                gaps.push(Gap::LostReason);
            }
            return gaps;
        }
        LeadStatus::Converted if !lead.accepted => return vec![Gap::NeedsAcceptance],
        _ => {}
    }
    for field in &to.required {
        let filled = match field {
            RequiredField::WantedOn => lead.has_wanted_on || wish.wanted_on.is_some(),
            RequiredField::Origin => lead.has_origin || given(&wish.origin),
            RequiredField::Destination => lead.has_destination || given(&wish.destination),
            RequiredField::Passengers => lead.has_passengers || wish.passengers.is_some(),
            RequiredField::Value => lead.has_value || wish.value_cents.is_some(),
            RequiredField::Contact => lead.has_contact || given(&wish.email) || given(&wish.phone),
            RequiredField::Owner => lead.has_owner,
            RequiredField::Quote => lead.has_quote,
        };
        if !filled {
            gaps.push(Gap::Needs(*field));
        }
    }
    let own = to.missing_fields(&lead.own).filter(|field| wish.custom.get(&field.key).is_none_or(|text| text.trim().is_empty()));
    gaps.extend(own.cloned().map(Gap::NeedsField));
    if let Some(limit) = to.wip_limit.filter(|limit| others >= i64::from(*limit)) {
        if to.wip_hard {
            gaps.push(Gap::Full { limit });
        } else if !given(&wish.wip_reason) {
            gaps.push(Gap::WipReason { limit });
        }
    }
    gaps
}

/// The gaps as field errors of the move.
pub fn gap_errors(gaps: &[Gap]) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for gap in gaps {
        errors.add(gap.field(), if gap.can_be_filled() { "required" } else { "not_applicable" });
    }
    errors
}

fn given(text: &Option<String>) -> bool {
    text.as_deref().is_some_and(|t| !t.trim().is_empty())
}

const DIGITS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// A rank that sorts (byte by byte) after `above` and before `below`; either end may be open. Ranks never end in
/// `0`, so there is always room between two of them.
pub fn rank_between(above: Option<&str>, below: Option<&str>) -> String {
    let above = digits(above.unwrap_or(""));
    let below = below.map(digits).filter(|b| !b.is_empty() && *b > above);
    let mut out = Vec::new();
    let mut at = 0;
    // once the prefix is smaller than `below`, its digits bind no longer
    let mut bound = below.is_some();
    loop {
        let low = above.get(at).copied().unwrap_or(0);
        let high = if bound { below.as_ref().and_then(|b| b.get(at).copied()).unwrap_or(0) } else { DIGITS.len() as u8 };
        if high > low + 1 {
            // growing at one end stays close to that end's last card, so that ranks of a long column stay short
            let middle = match (&below, above.is_empty()) {
                (None, false) if at < above.len() => low + 1,
                (Some(_), true) if bound => high - 1,
                _ => low + (high - low) / 2,
            };
            out.push(middle);
            break;
        }
        out.push(low);
        if high > low {
            bound = false;
        }
        at += 1;
    }
    out.into_iter().map(|d| DIGITS[usize::from(d)] as char).collect()
}

fn digits(rank: &str) -> Vec<u8> {
    rank.bytes().filter_map(|b| DIGITS.iter().position(|d| *d == b)).map(|d| d as u8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leads::pipeline::{DEFAULT_STAGES, StageSeed};
    use crate::leads::types::LostReason;
    use crate::{LeadId, StageId};
    use proptest::prelude::*;

    fn stage(index: usize) -> Stage {
        let StageSeed { name, tone, status, odds_bp, wip_limit, required, stall_hours } = DEFAULT_STAGES[index];
        let id = StageId(uuid::Uuid::from_u128(index as u128 + 1));
        Stage {
            id,
            name: name.into(),
            tone,
            position: index as i32,
            status,
            odds_bp,
            wip_limit,
            wip_hard: false,
            required: required.to_vec(),
            stall_hours,
            fields: Vec::new(),
        }
    }

    fn wish(to: &Stage) -> MoveLead {
        MoveLead::to(1, to.id, None::<LeadId>)
    }

    #[test]
    fn a_stage_asks_for_exactly_what_misses() {
        let (new, qualified) = (stage(0), stage(2));
        let facts = MoveFacts { has_contact: true, ..MoveFacts::default() };
        assert_eq!(gaps(&new, &qualified, 0, &facts, &wish(&qualified)), [Gap::Needs(RequiredField::WantedOn)]);
        let filled = MoveLead { wanted_on: chrono::NaiveDate::from_ymd_opt(2027, 1, 15), ..wish(&qualified) };
        assert_eq!(gaps(&new, &qualified, 0, &facts, &filled), []);
    }

    fn own(key: &str, archived: bool) -> CustomField {
        CustomField {
            id: crate::CustomFieldId(uuid::Uuid::nil()),
            version: 1,
            of: crate::customers::FieldOf::Lead,
            key: key.into(),
            label: key.to_uppercase(),
            kind: crate::customers::FieldKind::Number,
            choices: Vec::new(),
            required: false,
            archived,
            on_form: false,
        }
    }

    fn says(key: &str, text: &str) -> CustomValues {
        CustomValues::from([(key.to_owned(), text.to_owned())])
    }

    #[test]
    fn a_stage_asks_for_fields_of_ones_own_unless_the_lead_or_the_move_says_them() {
        let (new, mut contacted) = (stage(0), stage(1));
        contacted.fields = vec![own("guests", false), own("tables", false), own("gone", true)];
        let facts = MoveFacts { own: says("tables", "12"), ..MoveFacts::default() };
        let open = gaps(&new, &contacted, 0, &facts, &wish(&contacted));
        assert_eq!(open, [Gap::NeedsField(own("guests", false))], "what is archived is asked for no more");
        assert!(open[0].can_be_filled());
        assert_eq!(gap_errors(&open).0.into_keys().collect::<Vec<_>>(), ["custom.guests"]);
        let blank = MoveLead { custom: says("guests", " "), ..wish(&contacted) };
        assert_eq!(gaps(&new, &contacted, 0, &facts, &blank), open, "nothing is no answer");
        assert!(blank.filled_custom().is_empty());
        let filled = MoveLead { custom: says("guests", "40"), ..wish(&contacted) };
        assert_eq!(gaps(&new, &contacted, 0, &facts, &filled), []);
        // a lead is lost whatever is not known of it
        let mut lost = stage(5);
        lost.fields = vec![own("guests", false)];
        assert_eq!(gaps(&new, &lost, 0, &facts, &wish(&lost)), [Gap::LostReason]);
    }

    #[test]
    fn a_full_stage_asks_for_a_reason_and_a_hard_one_refuses() {
        let (new, mut contacted) = (stage(0), stage(1));
        let facts = MoveFacts::default();
        assert_eq!(gaps(&new, &contacted, 14, &facts, &wish(&contacted)), []);
        assert_eq!(gaps(&new, &contacted, 15, &facts, &wish(&contacted)), [Gap::WipReason { limit: 15 }]);
        let reasoned = MoveLead { wip_reason: Some("Ski club books today".into()), ..wish(&contacted) };
        assert_eq!(gaps(&new, &contacted, 15, &facts, &reasoned), []);
        contacted.wip_hard = true;
        assert_eq!(gaps(&new, &contacted, 15, &facts, &reasoned), [Gap::Full { limit: 15 }]);
    }

    #[test]
    fn losing_needs_a_reason_and_winning_an_accepted_quote() {
        let (new, won, lost) = (stage(0), stage(4), stage(5));
        let facts = MoveFacts::default();
        assert_eq!(gaps(&new, &lost, 0, &facts, &wish(&lost)), [Gap::LostReason]);
        assert_eq!(gaps(&new, &lost, 0, &facts, &MoveLead { lost_reason: Some(LostReason::Price), ..wish(&lost) }), []);
        assert_eq!(gaps(&new, &won, 0, &facts, &wish(&won)), [Gap::NeedsAcceptance]);
        assert_eq!(gaps(&new, &won, 0, &MoveFacts { accepted: true, ..facts }, &wish(&won)), []);
    }

    #[test]
    fn a_move_within_a_stage_asks_for_nothing() {
        let qualified = stage(2);
        assert_eq!(gaps(&qualified, &qualified, 99, &MoveFacts::default(), &wish(&qualified)), []);
    }

    #[test]
    fn a_thousand_cards_at_the_end_keep_short_ranks() {
        let mut last = rank_between(None, None);
        for _ in 0..1000 {
            let next = rank_between(Some(&last), None);
            assert!(next > last, "{next} after {last}");
            last = next;
        }
        assert!(last.len() < 64, "{} characters", last.len());
    }

    #[test]
    fn a_thousand_cards_on_top_keep_short_ranks() {
        let mut first = rank_between(None, None);
        for _ in 0..1000 {
            let next = rank_between(None, Some(&first));
            assert!(next < first, "{next} before {first}");
            first = next;
        }
        assert!(first.len() < 64, "{} characters", first.len());
    }

    proptest! {
        #[test]
        fn what_is_asked_for_and_given_is_asked_for_no_more(
            asked in prop::collection::vec(("[a-d]", any::<bool>()), 0..5),
            said in prop::collection::btree_map("[a-d]", "[0-9]", 0..4),
        ) {
            let (new, mut contacted) = (stage(0), stage(1));
            contacted.fields = asked.iter().map(|(key, archived)| own(key, *archived)).collect();
            let facts = MoveFacts { own: said.clone(), ..MoveFacts::default() };
            let open = gaps(&new, &contacted, 0, &facts, &wish(&contacted));
            for gap in &open {
                let Gap::NeedsField(field) = gap else { panic!("only fields are asked for, not {gap:?}") };
                prop_assert!(!field.archived && !said.contains_key(&field.key));
            }
            let custom = open.iter().map(|gap| (gap.field().trim_start_matches("custom.").to_owned(), "1".to_owned())).collect();
            let answered = MoveLead { custom, ..wish(&contacted) };
            prop_assert!(gaps(&new, &contacted, 0, &facts, &answered).is_empty());
        }

        #[test]
        fn a_rank_always_fits_between(moves in prop::collection::vec(any::<prop::sample::Index>(), 1..200)) {
            let mut ranks: Vec<String> = Vec::new();
            for place in moves {
                let at = place.index(ranks.len() + 1);
                let above = at.checked_sub(1).map(|i| ranks[i].clone());
                let below = ranks.get(at).cloned();
                let rank = rank_between(above.as_deref(), below.as_deref());
                prop_assert!(!rank.ends_with('0'));
                if let Some(above) = &above { prop_assert!(rank > *above, "{} > {}", rank, above); }
                if let Some(below) = &below { prop_assert!(rank < *below, "{} < {}", rank, below); }
                ranks.insert(at, rank);
            }
        }
    }
}
