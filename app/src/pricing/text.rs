//! Texts of price books and promo codes.

shared::catalog! {
    prices { "Prices" }
    service_lines { "Service lines" }
    book_line(name, version) { "{name}, version {version}" }
    about { "Change a price and a draft of the next version begins. Nothing of it counts until it is published, for quotes begun from then on; quotes keep the version they were made with." }
    look_only { "You may look at the prices but not change them." }
    vehicles { "Vehicles" }
    vehicle { "Vehicle" }
    one_seat { "1 seat" }
    seats(n) { "{n} seats" }
    add_vehicle { "Add vehicle" }
    no_vehicles { "No vehicles yet. Quotes may still have lines and pieces." }
    actions { "Actions" }
    carries { "What it carries" }
    seats_of_it { "Seats" }
    seats_hint { "0 where nobody travels in it." }
    luggage_room { "Pieces of luggage" }
    luggage_hint { "Beside what is kept at the seat. Empty: not known, so none is counted on." }
    luggage_of(n) { "{n} pieces of luggage" }
    load_room { "Load" }
    load_hint { "What it takes when it is well filled. Empty: not known." }
    load_of(n) { "{n} m³" }
    capabilities { "What it can do" }
    capabilities_hint { "Extras may need some of it." }
    further_capabilities { "What else it can do" }
    further_hint { "In a word or two, with commas between: ski rack, heated." }
    our_hour { "An hour costs us" }
    our_km { "A km costs us" }
    taken_out(names) { "Taken out: {names}" }
    taken_out_body { "Quotes already made keep it, with the prices they were made with. New ones cannot have it once this is published." }
    codes_name_it(codes) { "These promo codes name it and will not hold for it any more: {codes}" }
    unserved(names) { "No vehicle can do what these extras need: {names}" }
    unserved_body { "Take them out, or say of a vehicle that it can. On a quote they would be a warning." }
    hour { "Hour" }
    day { "Day" }
    km { "Km" }
    deadhead { "Deadhead km" }
    minimum { "At least" }
    of(what, rate) { "{what}: {rate}" }
    crew { "Crew" }
    crew_hour { "Hour of one person" }
    crew_minimum { "Billed at least" }
    minutes { "min" }
    trades { "Trades" }
    trade { "Trade" }
    trades_hint { "Hours of a trade are charged for each person, and at least as long as this." }
    night { "Driver's night away" }
    relief_hour { "Hour of a second driver" }
    relief_out { "A relief driver comes out" }
    repairs { "Repairs of a unit" }
    repairs_hint { "What customers pay who have agreed on no prices of their own. The more repairs a unit has had, the cheaper the next." }
    first_repair { "First repair" }
    second_repair { "Second" }
    third_repair { "Third" }
    fourth_repair { "Fourth" }
    later_repairs { "Fifth and later" }
    items { "Sold by the piece" }
    no_items { "Nothing is sold by the piece yet." }
    add_item { "Add item" }
    amenities { "Extras" }
    no_extras { "No extras yet. Customers may be offered what stands here." }
    add_extra { "Add extra" }
    edit(name) { "Edit {name}" }
    remove(name) { "Remove {name}" }
    removed(name) { "{name} is taken out" }
    put_in_draft { "Put in the draft" }
    name_en { "Name" }
    name_fr { "Name in French" }
    category { "Category" }
    comfort { "Comfort" }
    food { "Food and drink" }
    equipment { "Equipment" }
    accessibility { "Accessibility" }
    protection { "Protection" }
    service { "Service" }
    other { "Other" }
    needs(what) { "needs {what}" }
    needs_of_vehicle { "The vehicle needs" }
    needs_nothing { "Nothing in particular" }
    crew_sees_to(what) { "crew: {what}" }
    priced_by { "Priced" }
    checklist_item { "Crew's checklist" }
    checklist_hint { "The crew of a job that booked it ticks this off." }
    modifiers { "Rises and reductions" }
    modifiers_hint { "Each works on the price of vehicles and crew, not on the one above it. They stand on quotes in this order." }
    no_modifiers { "The price is the same at any time and place. Add a rise or a reduction for some of them." }
    add_modifier { "Add rise or reduction" }
    order { "Order of rises and reductions" }
    earlier(name) { "Move {name} up" }
    later(name) { "Move {name} down" }
    moved(name, at, count) { "{name} is number {at} of {count}" }
    applies { "When it applies" }
    kind_weekdays { "On days of the week" }
    kind_season { "In a season, every year" }
    kind_short_notice { "At short notice" }
    kind_hours { "At hours of the day" }
    kind_dates { "On some dates" }
    kind_hub { "At a hub or in a region" }
    kind_event { "During an event" }
    kind_holidays { "On holidays" }
    rise { "Rise" }
    reduction { "Reduction" }
    rise_or_reduction { "Rise or reduction" }
    percent_or_amount { "Percent or amount" }
    by { "By" }
    weekdays { "Days of the week" }
    from_month { "From the month" }
    from_day { "From the day" }
    to_month { "To the month" }
    to_day { "To the day" }
    notice_days { "Days before the work" }
    notice_hint { "The work starts within so many days of the quote." }
    from_hour { "From the hour" }
    to_hour { "Before the hour" }
    hours_hint { "0 to 24. May go past midnight, such as 22 to 5." }
    dates { "Dates" }
    date_of(n) { "Date {n}" }
    name_of(n) { "Name of day {n}" }
    add_date { "Add date" }
    remove_date(n) { "Remove date {n}" }
    where_it_is { "Where" }
    anywhere { "Anywhere" }
    in_circle { "Around a place" }
    in_a_region { "In a province or state" }
    place { "City or coordinates" }
    place_hint { "A city of Canada or the United States, like Montréal, QC, or degrees, like 45.4706, -73.7408." }
    place_name { "What it is called" }
    place_name_hint { "As it stands on quotes, such as YUL. The city if nothing is written." }
    km_around { "Kilometres around it" }
    region { "Province or state" }
    touching { "Which stops count" }
    touching_any { "Any stop" }
    touching_first { "Where the work starts" }
    touching_last { "Where it ends" }
    event_hint { "The event's name is the name above." }
    event_from { "First day" }
    event_to { "Last day" }
    whose_holidays { "Holidays of" }
    only_own { "None, only days of our own" }
    which_holidays { "Which of them" }
    observed { "Also the working day it is observed on" }
    observed_hint { "Where a holiday falls on a weekend." }
    own_days { "Days of our own" }
    any_stop(area) { "where a stop is {area}" }
    first_stop(area) { "where it starts {area}" }
    last_stop(area) { "where it ends {area}" }
    event_at(days, area) { "{days}, {area}" }
    all_holidays(whose) { "on holidays of {whose}" }
    some_holidays(n, whose) { "on {n} holidays of {whose}" }
    on_own_days(n) { "on {n} days of our own" }
    own_day_on(name, date) { "{name} ({date})" }
    taxes { "Taxes" }
    volume { "Volume discount" }
    no_volume { "Large orders cost as much as others. Add a step to take something off from a sum on." }
    volume_hint { "The highest step that is reached takes off the whole, before anything by hand, promo codes and tax." }
    add_step { "Add step" }
    step_of(from) { "From {from}" }
    step_from { "From a sum of" }
    step_off { "Takes off" }
    remove_step(from) { "Remove the step from {from}" }
    from_amount(amount) { "from {amount}" }
    payment { "Deposit and balance" }
    deposit { "Deposit at acceptance" }
    balance_days { "Balance due before the work" }
    days { "days" }
    company_differs { "Companies pay otherwise" }
    company_differs_hint { "Terms agreed with an account, such as net 30, come before both." }
    company_deposit { "Companies: deposit at acceptance" }
    company_balance_days { "Companies: balance due before the work" }
    terms { "Terms" }
    terms_hint { "One term a line. Customers agree to them when they sign." }
    price { "Price" }
    flat { "once" }
    per_passenger { "per passenger" }
    per_hour { "per hour" }
    per_day { "per day" }
    on_weekdays(days) { "when it starts on {days}" }
    in_season(from, to) { "from {from} to {to}" }
    shortest_notice { "within a day of the quote" }
    short_notice(days) { "within {days} days of the quote" }
    in_hours(from, to) { "when it starts between {from}:00 and {to}:00" }
    on_dates(n) { "on {n} dates" }
    amounts_wrong { "An amount cannot be read. Correct what is marked, then go on." }
    publish { "Publish" }
    publish_title(version) { "Publish version {version}?" }
    publish_body { "New quotes use these prices at once. Quotes already made keep theirs." }
    published(version) { "Version {version} is in force" }
    no_changes { "The draft says the same as the version in force." }
    not_tried { "Not tried on the quotes of the last 90 days yet." }
    effect(more, quotes, less, revenue) { "On the quotes of the last 90 days: {more} of {quotes} customers would have paid more and {less} less, revenue {revenue}." }

    draft { "Draft of prices" }
    draft_of(next, base) { "Draft of version {next}, based on {base}" }
    draft_saved { "Draft saved" }
    draft_partly { "Saved but for what is marked" }
    draft_unsaved { "Not saved yet" }
    draft_saving { "Saving" }
    draft_conflict { "Somebody changed this draft meanwhile" }
    draft_failed(why) { "Not saved: {why}" }
    save_again { "Save again" }
    discard { "Discard" }
    discarded { "The draft is discarded" }
    try_it { "Try on the last 90 days" }
    back { "Back to the prices" }
    outdated(version) { "Version {version} was published meanwhile" }
    outdated_body(base, version) { "This draft was begun on version {base}. Put it on version {version} to go on: it stays as it is, and before publishing you see everything it changes." }
    rebase(version) { "Put the draft on version {version}" }

    replay_title { "The draft on the last 90 days" }
    replay_lead { "Each quote is priced by its own book and by this draft." }
    replay_about(since, until) { "Quotes made from {since} to {until}, each priced by its own book and by this draft. Nothing of them changes." }
    replaying { "Pricing the quotes of the last 90 days" }
    no_quotes { "No quotes in the last 90 days" }
    no_quotes_body { "There is nothing to try this draft on. It can be published all the same." }
    no_draft { "There is no draft to try" }
    no_draft_body { "Change a price first." }
    tried { "Quotes tried" }
    of_which_booked(n) { "{n} of them booked" }
    revenue { "Revenue" }
    booked_revenue { "Booked revenue" }
    margin { "Margin" }
    instead_of(before) { "instead of {before}" }
    margin_hint(before, n) { "instead of {before}, on {n} quotes whose cost is known" }
    pays_more { "Would pay more" }
    less_and_same(less, same) { "{less} would pay less, {same} the same" }
    with_share(amount, share) { "{amount} ({share})" }
    skipped(n) { "Quotes that could not be tried: {n}" }
    vehicle_gone(n) { "{n} with a vehicle the draft does not have" }
    extra_gone(n) { "{n} with an extra the draft does not have" }
    trade_gone(n) { "{n} with hours of a trade the draft does not have" }
    out_of_range(n) { "{n} that the draft makes negative or too large" }
    unpriced(n) { "{n} without a price of their own" }
    adrift(n) { "Offers that went out with another total than their book gives: {n}. They are compared as their book prices them." }
    changes { "How totals change" }
    changes_told(less, same, more) { "{less} quotes fall, {same} stay, {more} rise; the table below has the steps" }
    change { "Change" }
    quotes { "Quotes" }
    share { "Share" }
    as_table { "As a table" }
    unchanged { "unchanged" }
    up_to(bp) { "up to {bp}" }
    between(from, to) { "{from} to {to}" }
    beyond(bp) { "over {bp}" }
    by_standing { "By what became of them" }
    standing { "State" }
    booked { "Booked" }
    open { "Open" }
    not_sent { "Not sent" }
    closed { "Closed" }
    before { "Before" }
    after { "With the draft" }
    difference { "Difference" }
    more { "Pay more" }
    less { "Pay less" }
    all { "All" }
    without_tax { "Revenue after discounts, without tax." }
    who_pays_more { "Who would pay more" }
    nobody_pays_more { "Nobody would pay more" }
    quote { "Quote" }
    customer { "Customer" }
    named_of(n, all) { "The {n} largest of {all}." }
    with_tax { "Totals with tax." }

    promos { "Promo codes" }
    new_promo { "New code" }
    code { "Code" }
    code_hint { "3 to 24 letters and digits" }
    takes_off { "Takes off" }
    percent { "Percent" }
    amount { "Amount" }
    kind { "Kind of discount" }
    used { "Used" }
    uses(used, held) { "{used}, held by {held} quotes" }
    uses_of(used, most, held) { "{used} of {most}, held by {held} quotes" }
    ends { "Ends" }
    open_end { "Open end" }
    state { "State" }
    active(code) { "{code} can be used" }
    on { "On" }
    off { "Off" }
    no_promos { "No promo codes yet" }
    only_for { "Only for" }
    for_everything { "Everything" }
    only_vehicles { "Only for these vehicles" }
    of_line(vehicle, line) { "{vehicle} ({line})" }
    only_vehicles_hint { "All vehicles of a quote must be among them. Any vehicle if none is ticked." }
    only_trips { "Only for these trips" }
    only_trips_hint { "Any trip if none is ticked." }
    minimum_subtotal { "From a subtotal of" }
    for_line { "Only for" }
    any_line { "Any service" }
    starts_on { "From" }
    ends_on { "Until" }
    max_uses { "Uses at most" }
    make { "Make code" }
    made(code) { "{code} can be used from now on" }
}
