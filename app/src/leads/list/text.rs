//! Words of the list of leads.

shared::catalog_bilingual! {
    export_csv { "Export CSV" / "Exporter en CSV" }
    filter { "Filter" / "Filtrer" }
    filter_title { "Filter leads" / "Filtrer les pistes" }
    apply { "Show" / "Afficher" }
    clear { "Clear all" / "Tout effacer" }
    any { "Any" / "Tous" }
    nobody { "Nobody" / "Personne" }
    somebody { "A colleague" / "Un collègue" }
    some_stage { "A stage" / "Une étape" }
    stage_of(pipeline, stage) { "{pipeline}: {stage}" / "{pipeline} : {stage}" }
    wanted { "Wanted" / "Souhaitée" }
    wanted_from { "Wanted from" / "Souhaitée à partir du" }
    wanted_to { "Wanted until" / "Souhaitée jusqu'au" }
    created { "Came in" / "Reçue" }
    created_from { "Came in from" / "Reçue à partir du" }
    created_to { "Came in until" / "Reçue jusqu'au" }
    from_day(day) { "from {day}" / "dès le {day}" }
    to_day(day) { "until {day}" / "jusqu'au {day}" }
    between(from, to) { "{from} to {to}" / "du {from} au {to}" }
}
