//! What this room says when it refuses, and what it finds in rows of imports, in both languages.

shared::catalog_bilingual! {
    too_many_presets(most) {
        "There can be {most} presets at most. Delete one first." /
        "Il peut y avoir au plus {most} modèles. Supprimez-en d'abord un."
    }
    merged_star_that {
        "This record was merged into another. Star that one." /
        "Cette fiche a été fusionnée avec une autre. Ajoutez celle-là aux favoris."
    }
    prices_begun { "These prices have been in effect. End them instead." / "Ces prix ont déjà été en vigueur. Mettez-y plutôt fin." }
    prices_withdrawn { "These prices were withdrawn." / "Ces prix ont été retirés." }
    merged(kept) {
        "This record was merged into {kept}. Change that one, or undo the merge." /
        "Cette fiche a été fusionnée avec la fiche {kept}. Modifiez celle-là, ou annulez la fusion."
    }
    changed {
        "Somebody changed this since you opened it. Reload to see their changes." /
        "Quelqu'un a modifié ceci depuis que vous l'avez ouvert. Rechargez la page pour voir ses changements."
    }
    family_too_deep(most) {
        "Together they make a family of more than {most} levels. Take one of them out of its family first." /
        "Ensemble, ils formeraient une famille de plus de {most} niveaux. Retirez d'abord l'un d'eux de sa famille."
    }
    too_many_fields(most) {
        "There can be {most} fields at most, archived ones among them." /
        "Il peut y avoir au plus {most} champs, y compris ceux qui sont archivés."
    }
    too_many_rows(most) {
        "An import holds {most} rows at most. Split the file." /
        "Une importation contient au plus {most} lignes. Divisez le fichier."
    }
    line_above(line) { "Line {line}" / "Ligne {line}" }
    at_column(column, problem) { "{column}: {problem}" / "{column} : {problem}" }
    not_checked { "Check the rows first: there is none that can be added." / "Vérifiez d'abord les lignes : aucune ne peut être ajoutée." }
    not_done { "Only an import that was carried out can be taken back." / "Seule une importation effectuée peut être annulée." }
}
