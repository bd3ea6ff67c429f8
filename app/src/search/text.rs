//! Words of the search.

shared::catalog_bilingual! {
    similar(words) { "Similar to {words}" / "Semblable à {words}" }
    trouble { "The search did not answer. Keep typing to try again." / "La recherche n'a pas répondu. Continuez à taper pour réessayer." }
}
