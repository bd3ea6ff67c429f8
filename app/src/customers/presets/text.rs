//! Texts of presets of imports.

shared::catalog_bilingual! {
    preset { "Preset" / "Modèle" }
    none { "None: matched by hand" / "Aucun : associé à la main" }
    preset_hint { "Fills in what each column says." / "Remplit ce que dit chaque colonne." }
    known(name) { "{name} export" / "Exportation de {name}" }
    keep { "Save as preset" / "Enregistrer comme modèle" }
    keep_about { "The next file with these headings is matched by itself, for everybody who imports." / "Le prochain fichier avec ces en-têtes sera associé automatiquement, pour tous ceux qui importent." }
    name { "Name" / "Nom" }
    kept(name) { "“{name}” saved" / "« {name} » enregistré" }
    presets { "Presets" / "Modèles" }
    columns(n, by) { "{n} columns, by {by}" / "{n} colonnes, par {by}" }
    rename(name) { "Rename {name}" / "Renommer {name}" }
    rename_title { "Rename the preset" / "Renommer le modèle" }
    delete(name) { "Delete {name}" / "Supprimer {name}" }
    delete_title { "Delete the preset" / "Supprimer le modèle" }
    delete_body(name) { "“{name}” is offered no more. Imports it was used for stay as they are." / "« {name} » n'est plus proposé. Les importations déjà faites restent telles quelles." }
    delete_now { "Delete" / "Supprimer" }
}
