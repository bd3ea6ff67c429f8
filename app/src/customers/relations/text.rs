//! Texts of families and favourites.

shared::catalog_bilingual! {
    parent { "Belongs to" / "Relève de" }
    parent_hint { "The company this customer is a branch of. Search by name; empty the field for none." / "L'entreprise dont ce client est une succursale. Cherchez par nom; videz le champ s'il n'y en a pas." }
    part_of(name) { "part of {name}" / "relève de {name}" }
    branches { "Branches" / "Succursales" }
    all_branches { "Show all in the list" / "Tout afficher dans la liste" }
    branches_of { "Branches of" / "Succursales de" }
    this_customer { "this customer" / "ce client" }
    star(name) { "Favourite: {name}" / "Favori : {name}" }
    favourites { "My favourites" / "Mes favoris" }
    starred(name) { "{name} is a favourite" / "{name} est un favori" }
    unstarred(name) { "{name} is no favourite any more" / "{name} n'est plus un favori" }
    a_favourite { "Favourite" / "Favori" }
}
