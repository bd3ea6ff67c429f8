//! Texts of customers.

shared::catalog! {
    customers { "Customers" }
    quotes { "Quotes" }
    new_customer { "New customer" }
    add_customer { "Add customer" }
    search { "Search name, e-mail or phone" }
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
    prospect { "Prospect" }
    active { "Active" }
    dormant { "Dormant" }
    blocked { "Blocked" }
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
    no_activity { "Nothing has happened yet" }
    possible_duplicate(name, score) { "Looks like {name}, {score} %" }
    duplicate_body { "Look at the existing customer before you add another." }
    open_existing { "Open existing customer" }
    changed_meanwhile { "Your input is kept. Save again to overwrite." }
    since(date) { "since {date}" }
    load_more { "Show more" }
}
