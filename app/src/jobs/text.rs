//! Texts of the jobs pages.

shared::catalog! {
    jobs { "Jobs" }
    job { "Job" }
    upcoming { "Upcoming" }
    today { "Today" }
    this_week { "Next 7 days" }
    unassigned { "Unassigned" }
    running { "In progress" }
    completed { "Completed" }
    closed_view { "Closed" }
    all { "All" }
    views { "Views of jobs" }
    find { "Find a job" }
    find_hint { "Number, customer, address" }
    line { "Service line" }
    any_line { "Every service line" }
    earlier { "Earlier" }
    later { "Later" }
    pages { "Pages" }
    none_title { "No jobs here" }
    none_unassigned { "Every job has a crew" }
    none_today { "Nothing is planned for today" }
    none_running { "No job is in progress" }
    none_body { "Jobs appear when a customer accepts a quote, or when you enter one." }
    filters { "Filters of jobs" }
    export { "Export" }
    export_csv { "Export CSV" }
    dismiss { "Dismiss" }
    undone { "Undone" }
    not_undone(why) { "This could not be undone. {why}" }
    priority_short { "Priority" }
    priority_is(name) { "Priority set to {name}" }
    rescheduled(when) { "Moved to {when}" }
    bulk_done(done, total) { "{done} of {total} jobs changed" }
    bulk_failed(n) { "{n} not changed" }
    bulk_retry { "Try these again" }
    bulk_crew(n) { "Crew for {n} jobs" }
    bulk_crew_lead { "It replaces the crew of each. Who is free is shown for the first of them." }

    new_job { "New job" }
    new_job_lead { "For work agreed or asked for without a quote. A known e-mail or phone finds the customer." }
    add_job { "Add job" }
    job_made(number) { "{number} added" }
    title { "What is to be done" }
    title_example { "2-bedroom move, Fairview to Kerrisdale" }
    customer { "Customer" }
    customer_hint { "The person who ordered it" }
    email { "E-mail" }
    phone { "Phone" }
    agreed_price { "Agreed price" }
    is_agreed { "Is it agreed?" }
    stop_of(n) { "Stop {n}" }
    add_stop { "Add stop" }
    remove_stop(n) { "Remove stop {n}" }
    when { "When" }
    instructions_for_crew { "Instructions for the crew" }
    schedule { "Schedule" }
    instruct { "Add instruction" }

    journey_of(number) { "Journey of {number}" }
    step_inquiry { "Inquiry" }
    step_quote { "Quote" }
    step_booking { "Booking" }
    step_job { "Job" }
    step_wrap_up { "Wrap-up" }
    signed(day) { "signed {day}" }
    entered(day) { "entered {day}" }
    step_cancelled { "cancelled" }
    step_done(day) { "done {day}" }
    step_phase(n, total) { "phase {n} of {total}" }
    opens_at_completion { "opens at completion" }

    col_job { "Job" }
    col_when { "When" }
    col_route { "Route" }
    col_status { "Status" }
    col_phase { "Phase" }
    col_crew { "Crew" }
    col_price { "Price" }
    not_scheduled { "Not scheduled" }
    nobody { "Nobody yet" }
    issue { "Problem reported" }
    phase_of(name, percent) { "{name} · {percent} %" }
    phases_done(done, total) { "{done} of {total} phases complete" }

    stat_today { "Today" }
    stat_today_hint(done, running) { "{done} done, {running} running" }
    stat_active { "Active" }
    stat_active_hint(total) { "{total} booked" }
    stat_unassigned { "Without a crew" }
    stat_unassigned_hint { "to be assigned" }
    stat_completed { "Completed" }
    stat_completed_hint { "this month" }
    stat_to_invoice { "To invoice" }

    overview { "Overview" }
    timeline { "Timeline" }
    crew { "Crew" }
    media { "Media" }
    tabs { "Parts of the job" }
    more { "More: priority, cancel" }
    reschedule { "Reschedule" }
    priority { "Change priority" }
    add_instruction { "Add an instruction" }
    cancel_job { "Cancel the job" }
    assign_crew { "Assign crew" }
    change_crew { "Change crew" }
    save_crew { "Save crew" }
    crew_confirmed(done, total) { "{done} of {total} confirmed" }
    crew_none { "Nobody is assigned. The job opens on the crew's devices when somebody is." }
    crew_pick { "Who works on this job" }
    crew_free { "Free at this time" }
    crew_clash(numbers) { "Also on {numbers}" }
    both_reason { "Why they are needed on both" }
    both_hint { "With a reason they are on both jobs, and the history says why. Without, choose somebody else or another time." }
    crew_saved { "Crew saved. They see the job now" }
    crew_empty_list { "No member has a crew role. Invite a driver or mover first." }
    role_of(name) { "Role of {name}" }

    phases { "Phases" }
    items_count { "Checklist items" }
    media_count { "Photos, signatures and documents" }
    sealed_at(time) { "Sealed {time}" }
    so_far(time) { "{time} so far" }
    usually(time) { "usually {time}" }
    disputes(n) { "{n} contradicting answers" }
    dispute_one { "1 contradicting answer" }
    disputed(by, answer, time) { "{by} answered “{answer}” at {time}; to be decided" }
    needed { "Needed to finish" }
    nothing_needed { "Everything is there" }
    slot_of(have, need) { "{have} of {need}" }
    opens_when(phase) { "{phase} opens when these are in." }
    override_phase { "Override" }
    override_title(phase) { "Complete {phase} although something is missing" }
    override_body { "The seal keeps your name, the reason and what was missing." }
    override_confirm { "Complete the phase" }
    reason { "Reason" }
    overridden(by, reason) { "Completed by {by} without everything: {reason}" }
    no_media { "This phase asks for no photos" }

    progress { "Progress" }
    progress_percent(n) { "{n} percent complete" }
    p_phases { "Phases" }
    p_items { "Items" }
    p_media { "Media" }
    p_elapsed { "Elapsed" }
    p_remaining { "Remaining" }
    of(done, total) { "{done} of {total}" }
    proof { "Proof pack" }
    seal_valid { "1 seal valid" }
    seals_valid(n) { "{n} seals valid" }
    seals_broken { "A seal does not hold" }
    seal_open { "open" }
    seals_on_completion { "seals on completion" }
    files_chained(n) { "{n} files, chained" }
    file_chained { "1 file, chained" }
    p_planned { "Planned" }
    left(n) { "{n} left" }
    nothing_yet { "Nothing yet" }
    money { "Money" }
    quote { "Quote" }
    total { "Total" }
    billing { "Billing" }
    instalments { "Instalments" }
    instalment { "Instalment" }
    due { "Due" }
    amount { "Amount" }
    state { "State" }
    route { "Route" }
    instructions { "Instructions and notes" }
    no_notes { "Nothing was written yet" }
    window(from, to) { "between {from} and {to}" }
    stamp(verb, time, by) { "{verb} {time}, {by}" }
    open_map { "Open map" }

    starts { "Begins" }
    ends { "Ends" }
    date { "Date" }
    time { "Time" }
    save { "Save" }
    cancel { "Close" }
    bad_time { "Choose a date and a time" }
    saved { "Saved" }
    cancel_title { "Cancel this job?" }
    cancel_body { "The crew's devices stop working on it. This cannot be undone." }
    cancel_confirm { "Cancel the job" }
    book { "Confirm booking" }
    booked(number) { "{number} is booked. Now it needs a crew" }
    is_requested(customer) { "{customer} asked for this; it is not agreed yet. A crew can be set once the booking is confirmed." }
    close { "Close job" }
    closed(number) { "{number} closed" }
    is_closed { "This job is closed: everything is in and nothing is written on it any more." }
    reopen { "Open again" }
    reopened(number) { "{number} is open again" }
    step_requested { "asked for" }
    step_closed { "closed" }
    cancelled_because(reason) { "Cancelled: {reason}" }
    instruction { "Instruction" }
    weight { "How much it matters" }
}
