//! Texts of price books and promo codes.

shared::catalog! {
    prices { "Prices" }
    service_lines { "Service lines" }
    book_line(name, version) { "{name}, version {version}" }
    about { "Quotes keep the version they were made with. Publishing makes the next one, for quotes begun from then on." }
    look_only { "You may look at the prices but not change them." }
    vehicles { "Vehicles" }
    vehicle { "Vehicle" }
    seats(n) { "{n} seats" }
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
    night { "Driver's night away" }
    items { "Sold by the piece" }
    amenities { "Extras" }
    modifiers { "Rises and reductions" }
    none { "None" }
    taxes { "Taxes" }
    payment { "Deposit and balance" }
    deposit { "Deposit at acceptance" }
    balance_days { "Balance due before the work" }
    days { "days" }
    terms { "Terms" }
    terms_hint { "One term a line. Customers agree to them when they sign." }
    price { "Price" }
    flat { "once" }
    per_passenger { "per passenger" }
    per_hour { "per hour" }
    per_day { "per day" }
    on_weekdays(days) { "when it starts on {days}" }
    in_season(from, to) { "from {from} to {to}" }
    short_notice(days) { "within {days} days of the quote" }
    in_hours(from, to) { "when it starts between {from}:00 and {to}:00" }
    on_dates(n) { "on {n} dates" }
    amounts_wrong { "An amount cannot be read. Correct what is marked, then save." }
    publish { "Publish" }
    publish_title(version) { "Publish version {version}?" }
    publish_body { "New quotes use these prices at once. Quotes already made keep theirs." }
    published(version) { "Version {version} is in force" }

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
    minimum_subtotal { "From a subtotal of" }
    for_line { "Only for" }
    any_line { "Any service" }
    starts_on { "From" }
    ends_on { "Until" }
    max_uses { "Uses at most" }
    make { "Make code" }
    made(code) { "{code} can be used from now on" }
}
