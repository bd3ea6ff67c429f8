//! Texts of customers.

shared::catalog! {
    customers { "Customers" }
    quotes { "Quotes" }
    new_customer { "New customer" }
    add_customer { "Add customer" }
    search { "Search name, e-mail, phone or unit" }
    filters { "Filters" }
    status { "Status" }
    any_status { "Any status" }
    only_mine { "Only mine" }
    name { "Name" }
    kind { "Kind" }
    person { "Person" }
    company { "Company" }
    contact_name { "Contact" }
    email { "E-mail" }
    phone { "Phone" }
    owner { "Owner" }
    nobody { "Nobody" }
    open_leads { "Open leads" }
    tags { "Tags" }
    tags_hint { "Separated by commas" }
    notes { "Notes" }
    terms { "Payment terms" }
    due_on_receipt { "Due on receipt" }
    prepaid { "Prepaid" }
    net_30 { "Net 30 days" }
    net_60 { "Net 60 days" }
    taxes { "Taxes" }
    tax_exempt { "Tax exempt" }
    tax_exempt_hint { "Their new quotes have no taxes; offers that went out keep theirs." }
    tax_certificate { "Certificate number" }
    tax_exempt_by(number) { "Exempt, certificate {number}" }
    pays_taxes { "Pays taxes" }
    prospect { "Prospect" }
    active { "Active" }
    dormant { "Dormant" }
    blocked { "Blocked" }
    blocked_title { "This customer is blocked" }
    blocked_body { "New offers to them, and new revisions of old ones, are refused unless a manager makes them." }
    empty { "No customers yet" }
    empty_body { "A lead becomes a customer with its first quote, or you add one here." }
    added(name) { "{name} added" }
    saved { "Saved" }
    edit { "Edit" }
    details { "Details" }
    people { "People" }
    no_people { "Nobody is named yet" }
    add_person { "Add person" }
    edit_person(name) { "Edit {name}" }
    primary { "First person to turn to" }
    places { "Addresses" }
    no_places { "No addresses yet" }
    add_place { "Add address" }
    label { "Label" }
    label_hint { "Home, head office, warehouse" }
    street { "Street" }
    city { "City" }
    region { "Province or state" }
    postal { "Postal code" }
    country { "Country" }
    remove_place(street) { "Remove {street}" }
    removed { "Address removed" }
    work { "Leads" }
    no_work { "No leads yet" }
    activity { "Activity" }
    possible_duplicate(name, score) { "Looks like {name}, {score} %" }
    duplicate_body { "Look at the existing customer before you add another." }
    open_existing { "Open existing customer" }
    changed_meanwhile { "Your input is kept. Save again to overwrite." }
    since(date) { "since {date}" }
    export_csv { "Export CSV" }
    import_customers { "Import" }
    import_file { "Import customers from a file" }
    import_lead { "A CSV file with a line of headings. You match its columns, see what becomes of every row, and only then anything is added. An import can be taken back." }
    choose_file { "File" }
    file_hint { "CSV, up to 10 MB and 20,000 rows; commas, semicolons or tabs" }
    file_too_large { "This file is larger than 10 MB. Split it." }
    file_unreadable { "This file cannot be read as text." }
    heads_unreadable { "The first line must hold the headings, at most 60 of them." }
    import_no_rows { "There is no row below the headings." }
    too_many_rows(n) { "There are more than {n} rows. Split the file." }
    sending_rows { "Sending rows" }
    n_of(n, all) { "{n} of {all}" }
    past_imports { "Past imports" }
    no_imports { "Nothing imported yet" }
    no_imports_body { "Bring your customers along from another system: any CSV with a line of headings will do." }
    file { "File" }
    rows { "Rows" }
    row { "Row" }
    imported { "Imported" }
    by_at(name, date) { "{name}, {date}" }
    import_draft { "Not added yet" }
    import_running { "Being added" }
    import_done { "Added" }
    import_reverting { "Being taken back" }
    import_reverted { "Taken back" }
    row_open { "Not checked" }
    row_ready { "Can be added" }
    row_duplicate { "Looks like a customer" }
    row_wrong { "Cannot be added" }
    row_added { "Added" }
    row_skipped { "Left out" }
    row_gone { "Taken back" }
    row_kept { "Kept, has work since" }
    first_name { "First name" }
    last_name { "Last name" }
    leave_out { "Leave out" }
    column { "Column" }
    examples { "Examples" }
    column_says { "Says" }
    column_means(head) { "What {head} says" }
    match_columns { "Columns" }
    duplicates { "Rows that look like a customer you have" }
    duplicates_ask { "What to do with rows that look like a customer" }
    duplicates_skip { "Leave them out" }
    duplicates_skip_body { "The same e-mail or phone, or for rows without either the same name." }
    duplicates_add { "Add them all the same" }
    duplicates_add_body { "You can merge records later." }
    check_rows { "Check rows" }
    add_n(n) { "Add {n} customers" }
    figures { "What becomes of the rows" }
    adding { "Adding customers" }
    removing { "Removing customers" }
    may_leave { "You may leave this page: it goes on by itself." }
    revert { "Take the import back" }
    revert_now(n) { "Remove {n} customers" }
    revert_body { "Customers this import added are removed. Those with a lead, quote, job or any change since are kept." }
    look_at { "Rows to look at" }
    line(n) { "Line {n}" }
    line_head { "Line" }
    outcome { "Outcome" }
    why { "Why" }
    load_more { "Show more" }
    merge { "Merge with another record" }
    merge_short { "Merge" }
    merge_lead { "Two records of one customer become one. People, addresses, leads, quotes, jobs and portal logins come together here. You can undo it at any time." }
    other_record { "The other record" }
    other_hint { "Search by name, e-mail or phone" }
    looks_alike(score) { "{score} % alike" }
    which_stays { "Where the two differ, keep" }
    keep_fact(fact) { "{fact} to keep" }
    nothing { "Nothing" }
    what_moves { "What moves here" }
    moves(people, places, leads, quotes, jobs) { "{people}, {places}, {leads}, {quotes}, {jobs}" }
    one_person { "1 person" }
    n_people(n) { "{n} people" }
    one_place { "1 address" }
    n_places(n) { "{n} addresses" }
    one_lead { "1 lead" }
    n_leads(n) { "{n} leads" }
    one_quote { "1 quote" }
    n_quotes(n) { "{n} quotes" }
    one_job { "1 job" }
    n_jobs(n) { "{n} jobs" }
    tags_joined { "Tags of both are kept." }
    merged_now(name) { "{name} merged into this record" }
    unmerged(name) { "{name} is a record of its own again" }
    merged_records { "Merged records" }
    merged_by(name, date) { "{name}, {date}" }
    one_came_from { "1 entry came from it" }
    came_from(n) { "{n} entries came from it" }
    undo_merge { "Undo" }
    is_trace(name) { "This record was merged into {name}" }
    is_trace_body { "Everything that belonged to it is there. Undo the merge on that page to get it back." }
    open_kept { "Open it" }
    more_actions { "More actions" }
    units { "Units" }
    units_n(n) { "Units · {n}" }
    no_units { "No vehicles listed yet. Once they are, customers are found by number, plate and VIN." }
    add_unit { "Add unit" }
    unit_number { "Number" }
    unit_number_hint { "What the customer calls it" }
    plate { "Plate" }
    vin { "VIN" }
    make { "Make" }
    model { "Model" }
    year { "Year" }
    in_service { "In service" }
    in_service_hint { "Off archives it: it stays here with its history." }
    show_all_units(n) { "Show all {n}" }
    show_fewer { "Show fewer" }
    vin_length { "A VIN has 17 characters. Kept as it is." }
    vin_letter { "A VIN has no I, O, Q or signs. Kept as it is." }
    vin_digit(right) { "Check the VIN: its ninth character would be {right}. Kept as it is." }
    fleet { "Fleet settings" }
    no_fleet { "Nothing set: work is done on call and each job is approved." }
    set_up { "Set up" }
    off { "Off" }
    fleet_size { "Fleet size" }
    fleet_size_hint { "All vehicles, listed or not" }
    service_mode { "Service" }
    mode_on_call { "On call" }
    mode_lot_walk { "Lot walking" }
    mode_both { "Lot walking and on call" }
    lot_walk { "Lot walk" }
    walk_days { "Days the lot is walked" }
    walk_at { "Starts at" }
    how_often { "How often" }
    every_week { "every week" }
    every_n_weeks(n) { "every {n} weeks" }
    auto_approve { "Approve automatically" }
    auto_approve_hint { "Jobs up to an amount need no approval." }
    auto_approve_up_to { "Up to" }
    photo_required { "Photo before approval" }
    photo_required_hint { "A job is approved only with a photo of the damage." }
    technicians { "Preferred technicians" }
    technicians_hint { "The first who is free is sent." }
    add_technician { "Add a technician" }
    repair_prices { "Repair prices" }
    standard_prices { "The standard prices hold for each repair of a unit." }
    own_prices(days) { "Agreed {days}, for each repair of a unit." }
    first_repair { "1st" }
    second_repair { "2nd" }
    third_repair { "3rd" }
    fourth_repair { "4th" }
    later_repairs { "5th and later" }
    discount_from(percent, n) { "{percent} off from {n} repairs at once" }
    new_prices { "Set prices" }
    new_prices_about { "They hold from their first day on. Prices without a last day end the day before." }
    discount { "Volume discount" }
    discount_from_n { "From so many repairs" }
    discount_hint { "At one visit" }
    first_day { "First day" }
    last_day { "Last day" }
    reason { "Reason" }
    reason_hint { "Who asked, what was agreed" }
    from_until(from, until) { "{from} to {until}" }
    since_day(from) { "from {from}" }
    set_by(who, date, why) { "{who}, {date}: {why}" }
    in_effect { "In effect" }
    planned { "Planned" }
    withdrawn { "Withdrawn" }
    withdraw { "Withdraw" }
    prices_withdrawn { "Prices withdrawn" }
    end_list { "End prices" }
    end_list_about { "After the last day the next prices hold, or the standard ones." }
    yes { "Yes" }
    no { "No" }
    not_said { "Not said" }
    any { "Any" }
    apply { "Apply" }
    more_filters { "More filters" }
    filter_by_fields { "Filter by your own fields" }
    holds(words) { "holds {words}" }
    holds_hint { "Words anywhere in it" }
    from_value(value) { "from {value}" }
    up_to_value(value) { "up to {value}" }
    field_from(field) { "{field}, from" }
    field_up_to(field) { "{field}, up to" }
    own_fields { "Fields of your own" }
    own_fields_about { "What you keep of customers and leads beyond what everybody keeps. These fields stand in forms and on records, filter the lists, and come along in imports and exports. What a lead says in a field goes to its customer, where they have a field with the same key and type." }
    fields_of_customers { "Of customers" }
    fields_of_people { "Of people" }
    fields_of_leads { "Of leads" }
    on_form { "On public forms" }
    on_form_hint { "Visitors who ask for an offer fill it in." }
    no_fields { "No fields of your own yet" }
    add_field { "Add field" }
    field_label { "Label" }
    field_key { "Key" }
    field_key_hint { "What imports, exports and the API call it. It never changes; left empty, it is made of the label." }
    kind_hint { "It cannot be changed later." }
    kind_text { "Text" }
    kind_number { "Number" }
    kind_date { "Date" }
    kind_yes_no { "Yes or no" }
    kind_choice { "Choice" }
    choices { "Choices" }
    choices_hint { "One a line" }
    choices_edit_hint { "One a line. Records keep a choice you take away until somebody changes it." }
    must_be_filled { "Must be filled in" }
    optional { "Optional" }
    archived { "Archived" }
    archived_hint { "Forms and stages ask for it no more. What stands in records stays." }
    move_up(label) { "Move {label} up" }
    move_down(label) { "Move {label} down" }
    field_placed(label, place) { "{label} is now number {place}" }
}
