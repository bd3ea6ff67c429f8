//! Words of saved views.

shared::catalog! {
    saved_views { "Saved views" }
    save_as { "Save this view…" }
    save_title { "Save this view" }
    rename { "Rename…" }
    rename_title { "Rename the view" }
    name { "Name" }
    share { "Share with everybody" }
    share_hint { "Colleagues find it in their list and see what their own rights let them see." }
    unshare { "Stop sharing" }
    delete { "Delete" }
    by(name) { "Shared by {name}" }
    shared_by_me { "Shared with everybody" }
    update { "Save" }
    reset { "Reset" }
    changed(name) { "“{name}” with changes" }
    changes { "Changes of the view" }
    saved(name) { "“{name}” saved" }
    deleted(name) { "“{name}” deleted" }
    not_there { "Saved views are out of reach" }
}
