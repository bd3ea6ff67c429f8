//! Words of saved views.

shared::catalog_bilingual! {
    saved_views { "Saved views" / "Vues enregistrées" }
    save_as { "Save this view…" / "Enregistrer cette vue…" }
    save_title { "Save this view" / "Enregistrer cette vue" }
    rename { "Rename…" / "Renommer…" }
    rename_title { "Rename the view" / "Renommer la vue" }
    name { "Name" / "Nom" }
    share { "Share with everybody" / "Partager avec tous" }
    share_hint { "Colleagues find it in their list and see what their own rights let them see." / "Vos collègues la trouvent dans leur liste et y voient ce que leurs propres droits permettent." }
    unshare { "Stop sharing" / "Cesser de partager" }
    delete { "Delete" / "Supprimer" }
    by(name) { "Shared by {name}" / "Partagée par {name}" }
    shared_by_me { "Shared with everybody" / "Partagée avec tous" }
    update { "Save" / "Enregistrer" }
    reset { "Reset" / "Rétablir" }
    changed(name) { "“{name}” with changes" / "« {name} », modifiée" }
    changes { "Changes of the view" / "Modifications de la vue" }
    saved(name) { "“{name}” saved" / "« {name} » enregistrée" }
    deleted(name) { "“{name}” deleted" / "« {name} » supprimée" }
    not_there { "Saved views are out of reach" / "Les vues enregistrées sont inaccessibles" }
}
