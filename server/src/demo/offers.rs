//! Scenes of offers: preparing, sending, opening and answering them.

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use shared::assistant::{Act, DismissReason, SuggestionKind, Went};
use shared::jobs::StopKind;
use shared::leads::{Awaits, CompleteActivity};
use shared::packs::ServiceLine;
use shared::pricing::{Adjustment, AmenityChoice, Change, LineItem, Package, Rates, TradeHours, UnitRepairs};
use shared::quotes::{Acceptance, Because, Content, CustomerSays, EditQuote, Quote, SendQuote, SignatureKind, Stop, UsePromo};
use shared::{Error, LineId, PackageId, Result, StopId};

use super::drawn::strokes;
use super::hints;
use super::script::{End, PROMO, Story, agent, lost_story};
use super::stage::Stage;
use crate::assistant::Subject;
use crate::{leads, quotes};

/// Days an offer of the demo holds.
pub const VALID_DAYS: u32 = 14;

/// When the work of a story begins.
pub fn starts(stage: &Stage<'_>, story: &Story) -> DateTime<Utc> {
    let whole_hour = |at: DateTime<Utc>| at.with_minute(0).unwrap_or(at);
    match story.end {
        // under way: begun as long ago as the phases that are done usually take
        End::Running(done) => {
            let minutes: i64 = story.line.pack().phases.iter().take(done).skip(1).map(|p| i64::from(p.minutes)).sum();
            whole_hour(stage.present - TimeDelta::minutes(minutes))
        }
        End::Assigned if story.wanted == 0 => whole_hour(stage.present + TimeDelta::minutes(90)).min(stage.day(0, 22, 0)),
        _ if story.line == ServiceLine::Moving => stage.day(story.wanted, 8, 0),
        _ => stage.day(story.wanted, 9, 30),
    }
}

/// Makes the draft out of the lead and works it out.
pub async fn prepare(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let id = story.lead.as_ref().ok_or_else(lost_story)?.row.id;
    let agent = agent(stage, story)?;
    let (subject, key) = (Subject::Lead(id), format!("{index} quote"));
    // most make it because it is suggested
    if index % 4 != 3 {
        hints::follow(stage, &agent, subject, SuggestionKind::MakeQuote, Act::MakeQuote, &key).await?;
    }
    // made or not, this answers it as it was at first, also when the load goes on after a crash
    let quote = quotes::create_from_lead(&stage.staff(&agent, &key)?, id).await?;
    let mut content = content(stage, index, story, &quote);
    // what goes out is legal; a draft may still have that before it
    if story.end != End::Draft {
        let law = content.law(story.line, quote.currency);
        while let Some(cure) = content.cures(law).into_iter().min_by_key(|cure| cure.left) {
            content = cure.content;
        }
    }
    let mut quote =
        quotes::edit(&stage.staff(&agent, &format!("{index} edit"))?, quote.id, EditQuote { version: quote.version, content }).await?;
    if index % 6 == 1 {
        quote = quotes::use_promo(&stage.staff(&agent, &format!("{index} promo"))?, quote.id, UsePromo { code: PROMO.into() }).await?;
    }
    story.quote = Some(quote);
    Ok(())
}

fn content(stage: &Stage<'_>, index: usize, story: &Story, quote: &Quote) -> Content {
    if story.line.pack().repairs {
        return repairs(stage, index, story, quote);
    }
    if !story.line.pack().route {
        return works(stage, index, story, quote);
    }
    let mut content = quote.content.clone();
    let rates = &quote.book.rates;
    let moving = story.line == ServiceLine::Moving;
    if let Some(first) = content.stops.first_mut() {
        first.arrive = Some(stage.wall(starts(stage, story)));
        first.dwell = if moving { 150 } else { 20 };
    }
    if index.is_multiple_of(3) && content.stops.len() > 1 {
        let between = Stop {
            name: if moving { "Storage unit".into() } else { "Rest stop".into() },
            address: story.from.rsplit_once(", ").map_or_else(
                || story.from.into(),
                |(street, region)| {
                    let city = street.rsplit(", ").next().unwrap_or(street);
                    format!("{}, {city}, {region}", if moving { "1200 Storage Way" } else { "Visitor centre" })
                },
            ),
            dwell: if moving { 45 } else { 20 },
            ..Stop::new(StopId(stage.fixed(&format!("{index} waypoint"))), if moving { StopKind::Stop } else { StopKind::Waypoint })
        };
        content.stops.insert(1, between);
    }
    if !moving && index.is_multiple_of(2) {
        if let Some(last) = content.stops.last_mut() {
            last.dwell = 300;
        }
        let mut n = 0;
        content.mirror(|| {
            n += 1;
            StopId(stage.fixed(&format!("{index} back {n}")))
        });
        // the last stop of the way home is where everybody gets off
        if let Some(last) = content.stops.last_mut() {
            last.dwell = 15;
        }
    }
    content.crew = if moving { 2 + (index % 2) as u32 } else { 0 };
    // of what is not offered yet it is said how much there is: that makes plans of the vehicles for it
    if story.end == End::Draft {
        (content.load, content.luggage) = if moving { (180 + 90 * (index % 4) as u32, 0) } else { (0, content.passengers / 2) };
    }
    content.amenities = extras(rates, &content, index);
    if moving && index % 2 == 1 {
        content.lines.push(LineItem {
            id: LineId(stage.fixed(&format!("{index} boxes"))),
            name: "Wardrobe boxes".into(),
            note: String::new(),
            quantity_milli: 6_000,
            unit_cents: 1_895,
            unit_cost_cents: None,
            optional: true,
            chosen: index % 4 == 1,
        });
    }
    // where more could be done than was asked for, the customer will choose how much
    if story.end == End::Draft && moving && !story.notes.is_empty() {
        offer_levels(stage, index, &mut content);
    }
    // somebody promised more than an agent may give: it waits for a word of the manager
    if story.end == End::Draft && story.notes.is_empty() {
        content.adjustment =
            Some(Adjustment { change: Change::PercentBp(-800), reason: "They asked two others and would come every year.".into() });
    }
    content.message = "Thank you for asking us. Everything we talked about is in here; call me if anything has changed.".into();
    content.valid_days = VALID_DAYS;
    content
}

/// The move alone, with the kitchen packed, or with everything packed and unpacked.
fn offer_levels(stage: &Stage<'_>, index: usize, content: &mut Content) {
    let [good, better, best] = ["good", "better", "best"].map(|level| PackageId(stage.fixed(&format!("{index} {level}"))));
    let levels = [
        (good, "Move", "You pack, we carry."),
        (better, "Move and kitchen", "We pack what breaks."),
        (best, "Hands off", "We pack, carry and unpack it all."),
    ];
    content.packages = levels.map(|(id, name, note)| Package { note: note.into(), ..Package::new(id, name) }).into();
    content.recommend_package(better);
    let works: [(&str, i64, &[PackageId]); 3] = [
        ("Packing of the kitchen", 24_000, &[better]),
        ("Packing of everything", 68_000, &[best]),
        ("Unpacking and taking the boxes back", 31_000, &[best]),
    ];
    for (name, unit_cents, levels) in works {
        let id = LineId(stage.fixed(&format!("{index} {name}")));
        let line = LineItem {
            id,
            name: name.into(),
            note: String::new(),
            quantity_milli: 1_000,
            unit_cents,
            unit_cost_cents: None,
            optional: false,
            chosen: true,
        };
        content.lines.push(line);
        for package in content.packages.iter_mut().filter(|package| levels.contains(&package.id)) {
            package.lines.push(id);
        }
    }
}

/// Repairs of units that are not recorded yet: the customer is new.
fn repairs(stage: &Stage<'_>, index: usize, story: &Story, quote: &Quote) -> Content {
    let mut content = quote.content.clone();
    if let Some(first) = content.stops.first_mut() {
        first.arrive = Some(stage.wall(starts(stage, story)));
        first.dwell = 60;
    }
    content.repairs = [("Van 4", 2), ("Van 7", 1)]
        .map(|(name, count)| UnitRepairs {
            id: LineId(stage.fixed(&format!("{index} {name}"))),
            unit: None,
            name: name.into(),
            earlier: 0,
            count,
        })
        .to_vec();
    content.message = "Thank you for asking us. We come to your lot and need about an hour.".into();
    content.valid_days = VALID_DAYS;
    content
}

/// Two people for two days and what they put in, with the electrician for an hour or two.
fn works(stage: &Stage<'_>, index: usize, story: &Story, quote: &Quote) -> Content {
    let (mut content, rates) = (quote.content.clone(), &quote.book.rates);
    if let Some(first) = content.stops.first_mut() {
        first.arrive = Some(stage.wall(starts(stage, story)));
        first.dwell = 16 * 60;
    }
    let hours = |key: &str, people, hours: u32| TradeHours { key: key.into(), people, minutes: hours * 60 };
    content.trades = vec![hours("carpenter", 2, 12 + index as u32 % 3 * 4), hours("electrician", 1, 2)];
    content.lines = [("flooring", 120), ("drywall", 360), ("painting", 360), ("materials", 1)]
        .into_iter()
        .filter_map(|(key, quantity)| Some((rates.items.iter().find(|item| item.key == key)?, quantity)))
        .map(|(item, quantity)| LineItem {
            id: LineId(stage.fixed(&format!("{index} {}", item.key))),
            name: item.name.en.clone(),
            note: String::new(),
            quantity_milli: quantity * 1_000,
            unit_cents: item.unit_cents,
            unit_cost_cents: None,
            optional: false,
            chosen: true,
        })
        .collect();
    content.amenities = extras(rates, &content, index);
    content.message = "Thank you for showing us around. Everything we measured is in here; call me if anything has changed.".into();
    content.valid_days = VALID_DAYS;
    content
}

/// Extras the chosen vehicle can offer: one booked, one for the customer to choose.
fn extras(rates: &Rates, content: &Content, index: usize) -> Vec<AmenityChoice> {
    let vehicle = content.vehicles.first().and_then(|v| rates.vehicle(&v.key));
    let can = |need: &Option<String>| need.as_ref().is_none_or(|need| vehicle.is_some_and(|v| v.capabilities.contains(need)));
    let fitting: Vec<_> = rates.amenities.iter().filter(|a| can(&a.needs)).collect();
    let count = fitting.len().max(1);
    let pick = |n: usize, optional: bool| fitting.get(n % count).map(|a| AmenityChoice { amenity: a.id, optional, chosen: !optional });
    let mut chosen: Vec<AmenityChoice> = pick(index, false).into_iter().chain(pick(index + 1, true)).collect();
    chosen.dedup_by_key(|c| c.amenity);
    chosen
}

pub async fn send(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let agent = agent(stage, story)?;
    let (email, _) = super::script::reach(stage, index, story);
    let id = story.quote.as_ref().ok_or_else(lost_story)?.id;
    let (subject, key) = (Subject::Quote(id), format!("{index} send"));
    // what it comes to may depend on the day
    let quote = quotes::show(&stage.staff(&agent, &key)?, id).await?;
    let total_cents = quote.priced.total_cents;
    hints::look(stage, &agent, subject, &key).await?;
    if index % 3 == 1 {
        let because = (DismissReason::CustomerWish, "They want nothing more");
        hints::dismiss(stage, &agent, subject, SuggestionKind::OfferExtra, because, &key).await?;
    }
    if index % 3 != 2 {
        let act = Act::Send { email: email.clone(), pin: String::new(), message: "Here is our offer.".into(), total_cents };
        let followed = hints::follow(stage, &agent, subject, SuggestionKind::SendIt, act, &key).await?;
        if let Some(Went::Link { link }) = followed.and_then(|answered| answered.went) {
            story.token = link.rsplit('/').next().unwrap_or_default().to_string();
            story.quote = Some(quotes::show(&stage.staff(&agent, &key)?, id).await?);
            return Ok(());
        }
    }
    let input = SendQuote { version: quote.version, total_cents, email, pin: String::new(), message: "Here is our offer.".into() };
    let sent = quotes::send(&stage.staff(&agent, &key)?, id, input).await?;
    story.token = sent.link.rsplit('/').next().unwrap_or_default().to_string();
    story.quote = Some(sent.quote);
    Ok(())
}

/// The customer with the link in hand, about to carry out a step.
async fn opened(stage: &Stage<'_>, story: &Story, key: &str) -> Result<quotes::Opened> {
    let mut opened = quotes::open(&stage.app_then(), stage.request(), &story.token).await?;
    opened.cx.request.user_agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)".into();
    opened.cx = opened.cx.clone().with_command(stage.command(key), [0; 32]);
    Ok(opened)
}

pub async fn view(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let opened = opened(stage, story, &format!("{index} view")).await?;
    quotes::read(&opened, true, false, None).await?;
    Ok(())
}

/// What became of an offer.
pub async fn answer(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let key = format!("{index} answer");
    let agent = agent(stage, story)?;
    let quote = story.quote.as_ref().ok_or_else(lost_story)?;
    match story.end {
        End::Withdrawn(why) => {
            quotes::withdraw(&stage.staff(&agent, &key)?, quote.id, Because { reason: why.into() }).await?;
        }
        End::Declined(why) => quotes::decline(&opened(stage, story, &key).await?, CustomerSays { message: why.into() }).await?,
        End::Changed(why) => change(stage, index, story, &agent, why).await?,
        End::Expired => quotes::expire(&stage.system(&key), quote.id).await?,
        _ => {
            let content = &quote.content;
            let options = content.amenities.iter().filter(|a| a.optional && a.chosen).map(|a| a.amenity.0);
            let options = options.chain(content.lines.iter().filter(|l| l.optional && l.chosen).map(|l| l.id.0)).collect();
            let drawn = index.is_multiple_of(2);
            let acceptance = Acceptance {
                revision: quote.revision,
                total_cents: quote.priced.total_cents,
                name: story.name.into(),
                kind: if drawn { SignatureKind::Drawn } else { SignatureKind::Typed },
                strokes: if drawn { strokes(index) } else { String::new() },
                consent: true,
                consent_version: Some(shared::quotes::CONSENT_VERSION.into()),
                options,
                package: quote.priced.package,
            };
            let accepted = quotes::accept_by_link(&opened(stage, story, &key).await?, acceptance).await?;
            story.job = Some(accepted.job);
            collect(stage, index, story, &agent).await?;
        }
    }
    Ok(())
}

/// The customer wants something else than was offered, and the office begins another version without the last item.
async fn change(stage: &Stage<'_>, index: usize, story: &Story, agent: &str, why: &str) -> Result<()> {
    let id = story.quote.as_ref().ok_or_else(lost_story)?.id;
    quotes::request_changes(&opened(stage, story, &format!("{index} answer")).await?, CustomerSays { message: why.into() }).await?;
    let quote = quotes::revise(&stage.staff(agent, &format!("{index} revise"))?, id).await?;
    let mut content = quote.content.clone();
    content.lines.pop();
    content.message = "Here it is without the materials. The rest stays as we agreed.".into();
    quotes::edit(&stage.staff(agent, &format!("{index} revised"))?, id, EditQuote { version: quote.version, content }).await?;
    Ok(())
}

/// What is due on acceptance comes in; that a crew is asked for ends by itself once there is one.
async fn collect(stage: &Stage<'_>, index: usize, story: &Story, agent: &str) -> Result<()> {
    let id = story.lead.as_ref().ok_or_else(lost_story)?.row.id;
    let lead = leads::show(&stage.staff(agent, &format!("{index} tasks"))?, id).await?;
    for step in lead.activities.iter().filter(|step| step.done_at.is_none() && step.awaits == Some(Awaits::Deposit)) {
        let done = CompleteActivity { outcome: None, note: None, follow_up: None };
        leads::complete(&stage.staff(agent, &format!("{index} task {}", step.id))?, id, step.id, done).await?;
    }
    Ok(())
}

/// The job of a story.
pub fn job_of(story: &Story) -> Result<shared::JobId> {
    story.job.ok_or_else(|| -> Error { lost_story() })
}
