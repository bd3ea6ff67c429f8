//! Texts of leads. What the public form says is in both languages.

shared::catalog! {
    pipeline { "Pipeline" }
    pipelines { "Pipelines" }
    leads { "Leads" }
    new_lead { "New lead" }
    new_lead_in(stage) { "New lead in {stage}" }
    add_lead { "Add lead" }
    open_value { "Open" }
    weighted { "Weighted" }
    won_this_month { "Won this month" }
    views { "Views" }
    view_all { "All open" }
    view_mine { "My leads" }
    view_recent { "Last 30 days" }
    view_due { "Follow-ups due" }
    view_unassigned { "Unassigned" }
    view_hot { "Hot" }
    layout_board { "Board" }
    layout_list { "List" }
    filter_board { "Filter board" }
    search_leads { "Search leads" }
    filters { "Filters" }
    stages { "Stages" }
    leads_count { "Leads:" }
    of_limit(count, limit) { "{count} of {limit}" }
    full_limit(count, limit) { "{count} of {limit} · full" }
    at_odds(money, percent) { "{money} at {percent} %" }
    next_steps_in(stage) { "Next steps in {stage}" }
    overdue(n) { "{n} overdue" }
    today(n) { "{n} today" }
    planned(n) { "{n} planned" }
    without_step(n) { "{n} without a next step" }
    more_cards(n) { "{n} more, show all in the list" }
    rail(stage, count, money) { "{stage}: {count} this month, {money}" }
    this_month(money) { "{money} this month" }
    empty_column { "No leads here" }
    empty_board { "No leads yet" }
    empty_board_body { "Leads arrive through your public form, or you enter them here." }
    in_stage { "In stage" }
    unassigned { "Unassigned" }
    add_step { "Add a next step" }
    move_to(who) { "Move {who} to…" }
    move_title(who) { "Move {who} to" }
    move_up { "Up" }
    move_down { "Down" }
    position_top { "Position 1" }
    asks_for(what) { "Needs {what}" }
    full_asks_reason(count, limit) { "Full, {count} of {limit} · asks for a reason" }
    full_refuses(count, limit) { "Full, {count} of {limit}" }
    won_by_acceptance { "Follows from an accepted quote" }
    asks_lost_reason { "Asks for a reason" }
    moved(who, stage, at, of) { "Moved {who} to {stage}, {at} of {of}" }
    moved_plain(who, stage) { "Moved {who} to {stage}" }
    undo_available { "Undo available" }
    pick { "Select" }
    unpick { "Deselect" }
    picked { "Selected" }
    picked_n(n) { "Selected: {n}" }
    move_picked(n) { "Move {n} to…" }
    move_n_dialog(n, stage) { "Move {n} leads to {stage}" }
    moved_n(n, stage) { "Moved to {stage}: {n}" }
    moved_but(done, stay) { "{done}. Not moved: {stay}" }
    stays_put(who, why) { "{who} ({why})" }
    will_stay(who) { "Stays where it is: {who}" }
    leads_n(n) { "Leads: {n}" }
    not_moved(why) { "Not moved: {why}" }
    move_back { "Moved back" }
    quote_first { "Make a quote first: the stage asks for one" }
    owner_first { "Assign it first: the stage asks for an owner" }
    move_dialog(who, stage) { "Move {who} to {stage}" }
    move_button(stage) { "Move to {stage}" }
    mark_lost { "Mark as lost" }
    wip_reason { "Why take one more?" }
    wip_hint(stage, limit) { "{stage} takes {limit} leads. The reason stays in the history." }
    lost_reason { "Why was it lost?" }
    lost_note { "Anything else" }
    cancel { "Cancel" }
    edit { "Edit" }
    card_help { "Shift and arrow keys move this card, X selects it" }
    dragging(who) { "Dragging {who}" }

    need_wanted_on { "wanted date" }
    need_origin { "origin" }
    need_destination { "destination" }
    need_passengers { "passengers" }
    need_value { "value" }
    need_contact { "e-mail or phone" }
    need_owner { "owner" }
    need_quote { "a quote" }

    name { "Name" }
    company { "Company" }
    email { "E-mail" }
    phone { "Phone" }
    service_line { "Service" }
    source { "Source" }
    urgency { "Urgency" }
    wanted_on { "Wanted on" }
    origin { "From" }
    destination { "To" }
    passengers { "Passengers" }
    vehicle { "Vehicle" }
    value { "Estimated value" }
    notes { "Notes" }
    owner { "Owner" }
    stage { "Stage" }
    next_step { "Next step" }
    age { "Age" }
    score { "Score" }
    status { "Status" }
    lead_added(number) { "Lead {number} added" }
    known_customer(name, score) { "Looks like {name}, {score} %" }
    known_reasons(reasons) { "Same {reasons}. The lead goes to the owner of that customer." }
    possible_duplicate(score) { "Possible duplicate, {score} %" }
    duplicate_since(name, reasons) { "{name}: {reasons}." }
    reason_email { "same e-mail" }
    reason_phone { "same phone" }
    reason_name { "similar name" }
    open_customer { "Open customer" }

    contact { "Contact" }
    move_facts { "Request" }
    deal { "Deal" }
    no_value { "Not given" }
    make_quote { "Make quote" }
    open_quote { "Open quote" }
    open_job { "Open job" }
    quote_failed(why) { "No quote made: {why}" }
    call { "Call" }
    journey_of(who) { "Journey of {who}" }
    age_and_stage(age, stage) { "{age}, {stage} in stage" }
    take_up { "Take this lead" }
    assign_to { "Assign" }
    back_to_queue { "Back to the queue" }
    assigned_to(name) { "Assigned to {name}" }
    wanted(date) { "wanted {date}" }
    high_urgency { "High urgency" }
    stream_of(who) { "What happened with {who}" }
    all { "All" }
    activities { "Activities" }
    changes { "Changes" }
    empty_stream { "Nothing here yet" }
    log_note { "Note" }
    log_call { "Call" }
    log_email { "E-mail" }
    log_meeting { "Meeting" }
    log_visit { "Site visit" }
    what_happened { "What happened" }
    write_note { "Write a note for your colleagues" }
    outcome { "Outcome" }
    plan_for_later { "Plan it for later" }
    due_date { "Due date" }
    due_time { "Time" }
    log_button { "Log" }
    plan_button { "Plan" }
    tasks { "Planned" }
    no_tasks { "Nothing is planned" }
    done { "Done" }
    open_again { "Open again" }
    opened_again { "It is planned again" }
    awaits_crew { "ends by itself when somebody is on the job" }
    awaits_answer { "ends by itself when the customer answers" }
    awaits_work { "ends by itself when the work begins" }
    ended_crew { "Ended by itself: the crew is set" }
    ended_accepted { "Ended by itself: the offer was accepted" }
    ended_declined { "Ended by itself: the offer was declined" }
    ended_withdrawn { "Ended by itself: the offer was withdrawn" }
    ended_begun { "Ended by itself: the work has begun" }
    ended_done { "Ended by itself: the work is done" }
    ended_cancelled { "Ended by itself: the job was cancelled" }
    done_what(what) { "Mark “{what}” as done" }
    done_at_once(what) { "“{what}” is done, nothing to add" }
    came_of { "What came of it?" }
    done_note { "Note" }
    logged { "Logged" }
    history { "Stages" }
    saved { "Saved" }
    changed_meanwhile { "Somebody changed this lead meanwhile. Your input is kept; look at theirs and save again." }
    stage_settings { "Pipeline stages" }
    stage_settings_about { "What a stage asks for is asked when a card is moved into it. Won and Lost close a lead; the others are steps." }
    odds { "Odds of winning" }
    odds_hint { "Weighs the value of what stands here" }
    limit { "Limit of leads" }
    limit_hint { "Empty: any number" }
    limit_refuses { "The limit refuses" }
    limit_refuses_hint { "Off: one more needs a reason" }
    limit_hard(n) { "{n}, refuses more" }
    limit_soft(n) { "{n}, more with a reason" }
    no_limit { "None" }
    stall_field { "Counts as stalled after" }
    stall_hint { "The age on cards turns amber then, and red after twice as long" }
    hours_unit { "hours" }
    hours_n(n) { "{n} hours" }
    days_n(n) { "{n} days" }
    one_day { "1 day" }
    never { "Never" }
    asks { "Asks for" }
    asks_hint { "A lead needs these before it can be moved here" }
    nothing { "Nothing" }
    colour { "Colour" }
    tone_grey { "Grey" }
    tone_teal { "Teal" }
    tone_violet { "Violet" }
    tone_blue { "Blue" }
    tone_amber { "Amber" }
    tone_green { "Green" }
    tone_red { "Red" }
    edit_stage(name) { "Edit stage {name}" }
    stage_saved(name) { "Stage {name} saved" }
    queue_settings { "Lead queue" }
    queue_about { "New leads go round in this order. Who is paused, away, off work, full for today or does not take the service is passed over, and the lead says so." }
    queue_empty { "Nobody is in the queue" }
    queue_empty_body { "Members who may edit leads join it by themselves." }
    takes_leads(name) { "{name} takes leads" }
    earlier(name) { "Move {name} up" }
    later(name) { "Move {name} down" }
    now_at(name, n) { "{name} is now number {n}" }
    edit_turn(name) { "Hours and limits of {name}" }
    turn_of(name) { "How {name} takes leads" }
    paused { "Paused" }
    away_until(day) { "Away until {day}" }
    away { "Away" }
    off_work { "Off work" }
    off_work_until(moment) { "Off work until {moment}" }
    in_turn { "In turn" }
    next_up { "Next" }
    full_today { "Full for today" }
    next_lead { "Next lead" }
    next_for(line) { "Next for {line}" }
    nobody_now { "Nobody now" }
    leads_wait(n) { "{n} waiting" }
    leads_wait_hint { "Leads that wait go to the first who can take them." }
    most_a_day { "Leads a day" }
    most_a_day_hint { "At most so many; empty for any number" }
    takes_lines { "Takes" }
    takes_lines_hint { "Leave all off for every service" }
    hours_only { "Only in working hours" }
    hours_only_hint { "On the clock of the organization, and not on its holidays. Off: at any time." }
    absence { "Absence" }
    absence_hint { "Customers of an absent owner go to the deputy; new ones go round." }
    away_from { "Away from" }
    away_field { "Away until" }
    deputy { "Deputy" }
    no_deputy { "Nobody" }
    given_today(n) { "{n} today" }
    given_today_of(n, most) { "{n} of {most} today" }
    only_lines(lines) { "only {lines}" }
    deputy_is(name) { "deputy {name}" }
    away_soon(from, until) { "away {from} to {until}" }
    away_soon_from(from) { "away from {from}" }
    certain_hours { "own hours" }
    return_timer { "When nobody gets to a lead" }
    return_on { "Move it on to the next in turn" }
    return_on_hint { "Counts minutes of work of whoever has it. A call, e-mail, meeting or visit stops it, and so does moving the card. What a person was given by hand stays." }
    return_minutes { "Minutes of work" }
    return_saved { "Saved" }
    save { "Save" }
    moves_on(moment) { "Moves on {moment} unless somebody gets to it" }
    waits_until(moment) { "Waits for somebody to be there, {moment}" }
    stayed(time) { "for {time}" }
    stays(time) { "for {time} now" }
    intakes { "Forms received" }
    intakes_about { "Everything your public form was sent is kept as it came, also what could not become a lead." }
    no_intakes { "No form has come in yet" }
    no_intakes_body { "What visitors send through your public form shows here as it arrived." }
    intake_received { "Received" }
    intake_accepted { "Became a lead" }
    intake_spam { "Spam" }
    intake_failed { "Not understood" }
    ways_in { "Ways in" }
    public_form { "Public form" }
    instant_page { "Instant quote" }
    instant_about { "Visitors see their price at once and ask for the offer: each becomes a lead with a draft at that price." }
    instant_closed { "Closed" }
    instant_open { "Open" }
    instant_lines { "Services it prices" }
    instant_lines_hint { "Services with a published price book" }
    instant_nothing { "No service has a published price book yet. Publish one to show prices online." }
    instant_active { "Visitors can work out prices" }
    instant_active_hint { "Anybody with the address sees your selling prices, never your costs." }
    instant_days { "Days an offer holds" }
    change_instant { "Set the instant quote" }
    add_source { "Add source" }
    change_source { "Change source" }
    edit_source(name) { "Edit source {name}" }
    source_name_hint { "What sends leads: a website, a marketplace, a partner" }
    source_line { "Service, when none is sent" }
    source_takes { "Takes leads" }
    source_open { "Open" }
    source_form { "Has a form of its own" }
    source_form_hint { "Visitors reach it at an address that stays the same." }
    ask_for_quote { "Request a quote" }
    form_of(name) { "Form of {name}" }
    copy_form { "Copy address" }
    copy_form_link { "Copy link for a page" }
    source_key { "Key" }
    new_source_key { "New key" }
    key_ends(end) { "key …{end}" }
    source_received(n, last) { "{n} received, last {last}" }
    source_unused { "nothing received yet" }
    source_key_made(name) { "Key of {name}" }
    source_key_once { "Copy it now: it is not shown again. Whoever has it can send you leads and nothing else." }
    renew_source_key(name) { "New key for {name}?" }
    renew_source_key_why { "The present key stops working at once." }
    how_to_send { "How a program sends leads" }
    how_to_send_about { "The name and an e-mail address or a phone number are needed. What is wrong is answered field by field, and kept here. With an Idempotency-Key header, sending twice makes one lead." }
    copy_example { "Copy example" }
    close { "Close" }
    via(source) { "via {source}" }
    nameless { "No name given" }
    open_lead { "Open lead" }
    read_again { "Read again" }
    as_received { "As received" }
    still_no_lead(why) { "Still no lead: {why}" }
    plan_step { "Plan next step" }
    plan_step_for(who) { "Next step for {who}" }
    what_to_do { "What to do" }
    kind_of_step { "How" }
    step_planned(what) { "Planned: {what}" }
    lead_owner { "Owner" }
    estimate { "Estimate" }
    customer { "Customer" }
    given(n, name) { "{n} given to {name}" }
    nobody_to_give { "Nobody is in the queue" }
    load_more { "Show more" }
    lost_because(reason) { "Lost: {reason}" }
    internal_note { "Internal note" }
    convert { "Convert lead" }
    quote { "Quote" }
    quote_about { "A draft with what the lead says" }
    job_without_quote { "Job without a quote" }
    job_way_about { "For what was agreed by word of mouth" }
    job_without_quote_about { "Customer and job are made at once, and the lead is won." }
    make_job { "Make job" }
    why_no_quote { "Why without a quote" }
    why_no_quote_hint { "It stays in the lead's history." }
    starts_on { "Starts on" }
    starts_hint(zone) { "On the clocks of {zone}" }
    starts_time { "Starts at" }
    agreed_price { "Agreed price" }
    job_of_lead_made(number) { "Job {number} made" }

    act_created(number) { "came in as {number}" }
    act_assigned { "was assigned" }
    act_returned { "moved the lead on" }
    act_moved(from, to) { "moved the lead from {from} to {to}" }
    act_recounted(stage, status) { "changed what {stage} counts as; the lead counts as {status} now" }
    act_relocated(to, pipeline) { "moved the lead to {to} of the pipeline {pipeline}" }
    act_lost(reason) { "marked the lead as lost: {reason}" }
    act_reopened(to) { "reopened the lead in {to}" }
    act_arranged { "changed the order of the board" }
    act_edited { "changed the details" }
    act_quoted { "made a quote" }
    act_converted { "booked the job" }
    act_booked(reason) { "booked the job without a quote: {reason}" }
    act_planned(what) { "planned: {what}" }
    act_visit_planned(what) { "planned a site visit: {what}" }
    act_visit_changed { "moved a site visit" }
    act_visit_filled { "wrote down what a site visit found" }
    act_visit_done { "held a site visit" }
    act_photo_added { "added a photo or file of a site visit" }
    act_photo_deleted { "deleted a photo or file of a site visit" }
    act_photo_restored { "brought a photo or file of a site visit back" }
    act_photo_described { "wrote a caption for a photo or file of a site visit" }
    act_visit_ended(reason) { "ended a site visit that was not held: {reason}" }
    act_done { "did what was planned" }
    act_ended(why) { "brought a planned step to its end. {why}" }
    act_step_reopened { "opened a planned step again" }
    act_logged { "logged an activity" }
    act_mail_written(subject) { "wrote an e-mail: {subject}" }

    age_minutes(n) { "{n} min" }
    age_hours(n) { "{n} h" }
    age_days(n) { "{n} d" }
    age_now { "now" }
    late_days(n) { "{n} d late" }
    late_hours(n) { "{n} h late" }
    today_at(time) { "today {time}" }
    one_passenger { "1 passenger" }
    passengers_n(n) { "{n} passengers" }

    step_inquiry { "Inquiry" }
    step_visit { "Site visit" }
    step_quote { "Quote" }
    step_booking { "Booking" }
    step_job { "Job" }
    step_wrap_up { "Wrap-up" }
    note_received { "Received" }
    note_lost { "Lost" }
    note_visit_optional { "Optional" }
    note_visit_planned { "Planned" }
    note_visit_done { "Done" }
    note_visit_skipped { "Not needed" }
    note_quote_to_make { "Not made yet" }
    note_quote_draft { "Draft" }
    note_quote_sent { "Sent" }
    note_quote_viewed { "Viewed" }
    note_quote_closed { "Closed without a yes" }
    note_quote_accepted { "Accepted" }
    note_quote_skipped { "Not needed" }
    note_needs_quote { "Needs a sent quote" }
    note_needs_signature { "Needs the signature" }
    note_signed { "Signed" }
    note_agreed { "Agreed without a quote" }
    note_needs_booking { "Needs the booking" }
    note_job_booked { "Booked" }
    note_job_under_way { "Under way" }
    note_job_done { "Completed" }
    note_job_cancelled { "Cancelled" }
    note_after_job { "After the job" }
    note_to_wrap_up { "To do" }
    note_wrapped_up { "Done" }
}

/// How many leads somebody was given today, of how many at most.
pub fn today_of(today: i64, most: Option<i32>) -> String {
    most.map_or_else(|| given_today(today), |most| given_today_of(today, most))
}

/// The public form.
pub mod public {
    shared::catalog_bilingual! {
        title(name) { "Ask {name} for a quote" / "Demandez une soumission à {name}" }
        intro { "Tell us what you need. We answer within one business hour." / "Dites-nous ce qu'il vous faut. Nous répondons en moins d'une heure ouvrable." }
        your_name { "Your name" / "Votre nom" }
        company { "Company" / "Entreprise" }
        email { "E-mail" / "Courriel" }
        phone { "Phone" / "Téléphone" }
        contact_hint { "Give an e-mail address or a phone number." / "Donnez une adresse courriel ou un numéro de téléphone." }
        service { "What do you need?" / "De quoi avez-vous besoin?" }
        moving { "A move" / "Un déménagement" }
        charter { "A bus or coach" / "Un autocar ou un autobus" }
        glass { "A window repaired" / "Une vitre à réparer" }
        contracting { "Building or renovating" / "Des travaux à faire" }
        origin { "From" / "De" }
        place { "Where the work is" / "Lieu des travaux" }
        origin_hint { "City or address" / "Ville ou adresse" }
        destination { "To" / "À" }
        wanted_on { "Date" / "Date" }
        passengers { "Passengers" / "Passagers" }
        vehicle_type { "Kind of vehicle" / "Type de véhicule" }
        vehicle_type_hint { "Coach, school bus, minibus …" / "Autocar, autobus scolaire, minibus…" }
        yes { "Yes" / "Oui" }
        no { "No" / "Non" }
        choose { "Choose" / "Choisir" }
        notes { "What should we know?" / "Que devrions-nous savoir?" }
        notes_hint { "Stairs, piano, luggage, return trip …" / "Escaliers, piano, bagages, retour…" }
        website { "Leave this empty" / "Laissez ce champ vide" }
        send { "Send request" / "Envoyer la demande" }
        problem { "Some fields need another look" / "Certains champs sont à revoir" }
        thanks_title { "We have your request" / "Nous avons reçu votre demande" }
        thanks(name) { "{name} will get back to you soon. You can close this page." / "{name} vous répondra bientôt. Vous pouvez fermer cette page." }
        another { "Send another request" / "Envoyer une autre demande" }
        gone_title { "There is no such form" / "Ce formulaire n'existe pas" }
        gone { "The address may be mistyped, or the company no longer uses it." / "L'adresse est peut-être erronée, ou l'entreprise ne l'utilise plus." }
        language { "Français" / "English" }
    }
}
