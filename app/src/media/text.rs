//! Texts of the gallery and of sending photos and files.

shared::catalog_bilingual! {
    media { "Media" / "Médias" }
    none_title { "Nothing captured yet" / "Rien pour l'instant" }
    none_body { "Photos and signatures appear here as the crew's devices send them." / "Les photos et les signatures paraissent ici à mesure que les appareils de l'équipe les envoient." }
    elsewhere { "Without a slot" / "Sans emplacement" }
    previous { "Previous" / "Précédente" }
    next { "Next" / "Suivante" }
    counter(n, total) { "{n} of {total}" / "{n} sur {total}" }
    original { "Open the original" / "Ouvrir l'original" }
    taken(time, by) { "{time}, {by}" / "{time}, {by}" }
    place(lat, lng, accuracy) { "{lat}, {lng} (±{accuracy} m)" / "{lat}, {lng} (±{accuracy} m)" }
    deleted { "Deleted" / "Supprimée" }
    doubtful { "Look closer: dark, blurred, or like another photo" / "À regarder de près : sombre, floue ou semblable à une autre photo" }
    signed_by(name) { "Signed by {name}" / "Signé par {name}" }
    photo { "Photo" / "Photo" }
    hash(hash) { "SHA-256 {hash}" / "SHA-256 {hash}" }
    from_visit { "From the site visit" / "De la visite des lieux" }
    to_visit { "Open the visit" / "Ouvrir la visite" }
    photos { "Photos and files" / "Photos et fichiers" }
    no_photos { "No photos yet" / "Aucune photo pour l'instant" }
    take_photo { "Take a photo" / "Prendre une photo" }
    add_photos { "Add photos or PDF files" / "Ajouter des photos ou des fichiers PDF" }
    on_their_way { "On their way" / "En route" }
    stay { "Stay on this page of the browser until they have gone up." / "Gardez cette page du navigateur ouverte jusqu'à la fin de l'envoi." }
    sent(n) { "{n} sent" / "Envois terminés : {n}" }
    caption { "Caption" / "Légende" }
    save_caption { "Save the caption" / "Enregistrer la légende" }
    caption_saved { "Caption saved" / "Légende enregistrée" }
    too_heavy(name, size, most) { "{name} has {size}. It may have {most} at most" / "{name} fait {size}, le maximum étant {most}" }
    too_many_pixels(name, width, height) { "{name} has {width} × {height} pixels, too many for this device to open. Save a smaller copy and choose that" / "{name} compte {width} × {height} pixels, trop pour que cet appareil l'ouvre. Enregistrez-en une copie plus petite et choisissez-la" }
    not_a_picture(name) { "{name} is neither a picture this browser can read nor a PDF file" / "{name} n'est ni une image que ce navigateur peut lire ni un fichier PDF" }
}
