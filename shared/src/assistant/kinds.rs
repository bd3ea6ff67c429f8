//! What can be suggested.

use crate::leads::Awaits;

crate::choice! {
    /// A kind of suggestion. Those up to `offer_more` are about leads, the others about quotes.
    SuggestionKind {
        /// Nobody has answered the inquiry yet.
        FirstTouch = "first_touch",
        /// Nobody owns it.
        TakeUp = "take_up",
        /// There is neither e-mail nor phone.
        AskContact = "ask_contact",
        /// What was planned is late.
        FinishStep = "finish_step",
        AskDate = "ask_date",
        /// The day it was wanted on has passed.
        PastDate = "past_date",
        AskRoute = "ask_route",
        /// Large works are quoted better after a look.
        PlanVisit = "plan_visit",
        MakeQuote = "make_quote",
        /// The last calls reached nobody.
        CallAgain = "call_again",
        /// Nothing keeps it from the next stage.
        Advance = "advance",
        /// The quote is out and silent.
        FollowUpQuote = "follow_up_quote",
        /// The quote is about to run out.
        BeforeItEnds = "before_it_ends",
        /// It stands longer in its stage than is usual.
        Revive = "revive",
        PlanStep = "plan_step",
        /// Nobody could be reached for long.
        GiveUp = "give_up",
        /// A lost one may be worth another try.
        Reopen = "reopen",
        AskLater = "ask_later",
        /// Before the work begins.
        Confirm = "confirm",
        /// After the work is done.
        AskReview = "ask_review",
        /// Something further for the same customer.
        OfferMore = "offer_more",

        SendIt = "send_it",
        SecondDriver = "second_driver",
        ReliefDriver = "relief_driver",
        NightOnTheWay = "night_on_the_way",
        /// The vehicles have too few seats.
        FitSeats = "fit_seats",
        OfferExtra = "offer_extra",
        TakePromo = "take_promo",
        /// The offer should hold longer, or shorter.
        HoldLonger = "hold_longer",
        /// There is no trip to price yet.
        AskForDetails = "ask_for_details",
        /// The customer has not answered.
        Remind = "remind",
        /// The customer asked something.
        AnswerThem = "answer_them",
        /// The customer asked for changes.
        ChangeIt = "change_it",
        /// The offer runs out soon.
        HoldOpen = "hold_open",
        /// A code may win it.
        OfferLess = "offer_less",
        /// The trip would have begun.
        TakeBack = "take_back",
        Renew = "renew",
        AskWhyNot = "ask_why_not",
        ReviseIt = "revise_it",
        AskDeposit = "ask_deposit",
        /// The job has no crew.
        SetCrew = "set_crew",
        SeeJob = "see_job",
        /// A further quote for the same customer.
        QuoteAgain = "quote_again",
    }
}

impl SuggestionKind {
    /// What a step that is planned for it waits for, where the program learns that by itself.
    pub const fn awaits(self) -> Option<Awaits> {
        match self {
            Self::FollowUpQuote | Self::BeforeItEnds | Self::Remind => Some(Awaits::Answer),
            Self::AskDeposit => Some(Awaits::Deposit),
            Self::Confirm => Some(Awaits::Work),
            _ => None,
        }
    }

    /// How pressing it is when its facts hold; what people make of it weighs in beside that.
    pub(super) const fn weight(self) -> u32 {
        use SuggestionKind::*;
        match self {
            FirstTouch | AnswerThem => 100,
            ChangeIt => 98,
            TakeUp | SecondDriver => 96,
            ReliefDriver => 95,
            NightOnTheWay => 94,
            AskContact | FitSeats | Renew => 92,
            SendIt => 90,
            MakeQuote => 88,
            BeforeItEnds | SetCrew => 86,
            FinishStep | AskForDetails => 84,
            FollowUpQuote | Remind | AskDeposit => 82,
            AskDate | PastDate => 80,
            TakeBack => 78,
            HoldOpen | AskRoute => 75,
            CallAgain | AskWhyNot => 72,
            OfferLess => 68,
            GiveUp | ReviseIt => 62,
            PlanVisit | Confirm => 60,
            Advance => 55,
            Revive | AskLater | OfferExtra => 50,
            AskReview | HoldLonger => 45,
            Reopen | TakePromo => 40,
            OfferMore | QuoteAgain => 35,
            PlanStep | SeeJob => 30,
        }
    }
}
