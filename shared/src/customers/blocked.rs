//! Words about blocked customers: nothing new is offered to them without somebody who may work on everybody's quotes.

crate::catalog_bilingual! {
    /// Why an offer to a blocked customer is refused.
    refused(name) { "{name} is blocked: no new offers to them without a manager" / "{name} est bloqué : aucune nouvelle offre sans l'accord d'un gestionnaire" }
}
