//! Words that a draft puts on a quote.

crate::catalog_bilingual! {
    one_flight { "Stairs: 1 flight" / "Volées d'escalier : 1" }
    flights(n) { "Stairs: {n} flights" / "Volées d'escalier : {n}" }
    stairs_unknown { "Stairs, how many is not said" / "Escaliers, nombre non précisé" }
    carry(metres) { "Long carry: {metres} m" / "Long portage : {metres} m" }
    asked(what) { "Asked for: {what}" / "Demandé : {what}" }
    special(what, count) { "Special item: {what} × {count}" / "Objet particulier : {what} × {count}" }
    vin(number) { "VIN {number}" / "NIV {number}" }
    vehicle { "Vehicle" / "Véhicule" }
    permit { "Get the permit" / "Obtenir le permis" }
    test_asbestos { "Test for asbestos before work begins" / "Vérifier la présence d'amiante avant les travaux" }
    test_lead { "Test for lead paint before work begins" / "Vérifier la présence de peinture au plomb avant les travaux" }
    treat_mould { "Mould: masks, and find where the water comes from" / "Moisissure : masques, et trouver d'où vient l'eau" }
    grand_piano { "grand piano" / "piano à queue" }
    piano { "piano" / "piano" }
    safe { "safe" / "coffre-fort" }
    pool_table { "pool table" / "table de billard" }
    hot_tub { "hot tub" / "spa" }
    aquarium { "aquarium" / "aquarium" }
    treadmill { "treadmill" / "tapis roulant" }
    clock { "grandfather clock" / "horloge grand-père" }
    antiques { "antiques" / "antiquités" }
    motorcycle { "motorcycle" / "moto" }
}

/// So many flights of stairs.
pub fn stairs(count: u32) -> String {
    crate::text::plural(count.into(), one_flight(), flights(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Locale, with_locale};

    #[test]
    fn one_flight_is_one() {
        assert_eq!((stairs(1).as_str(), stairs(2).as_str()), ("Stairs: 1 flight", "Stairs: 2 flights"));
        assert_eq!(with_locale(Locale::Fr, || stairs(1)), "Volées d’escalier\u{a0}: 1");
    }
}
