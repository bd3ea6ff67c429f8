//! What this room says when it refuses, in both languages.

shared::catalog_bilingual! {
    quote_booked { "This quote is booked already." / "Cette soumission est déjà réservée." }
    note_reused { "This id belongs to a note of another job." / "Cet identifiant est celui d'une note d'un autre travail." }
    seal_broken {
        "A seal of this job does not hold. Look at its proof pack before you close it." /
        "Un sceau de ce travail ne tient pas. Consultez son dossier de preuve avant de le fermer."
    }
    changed {
        "Somebody changed this job meanwhile. Look at it again, then repeat what you wanted." /
        "Quelqu'un a modifié ce travail entre-temps. Vérifiez-le de nouveau, puis refaites votre changement."
    }
    quoted {
        "This lead has a quote. It becomes a job when that is accepted." /
        "Cette piste a une soumission. Elle devient un travail quand celle-ci est acceptée."
    }
    lost { "This lead was lost. Reopen it first." / "Cette piste a été perdue. Rouvrez-la d'abord." }
}
