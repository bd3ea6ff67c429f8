//! Words that a draft puts on a quote.

crate::catalog_bilingual! {
    stairs(flights) { "Stairs: {flights} flights" / "Volées d'escalier : {flights}" }
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
