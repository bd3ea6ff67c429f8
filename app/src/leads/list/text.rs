//! Words of the list of leads.

shared::catalog! {
    export_csv { "Export CSV" }
    filter { "Filter" }
    filter_title { "Filter leads" }
    apply { "Show" }
    clear { "Clear all" }
    any { "Any" }
    nobody { "Nobody" }
    somebody { "A colleague" }
    some_stage { "A stage" }
    stage_of(pipeline, stage) { "{pipeline}: {stage}" }
    wanted { "Wanted" }
    wanted_from { "Wanted from" }
    wanted_to { "Wanted until" }
    created { "Came in" }
    created_from { "Came in from" }
    created_to { "Came in until" }
    from_day(day) { "from {day}" }
    to_day(day) { "until {day}" }
    between(from, to) { "{from} to {to}" }
}
