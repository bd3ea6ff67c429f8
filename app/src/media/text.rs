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
    kept_here { "Saved on this device. They go up by themselves from any page of the office, also after it was closed." / "Enregistrés sur cet appareil. L'envoi se fait de lui-même depuis toute page du bureau, même après une fermeture." }
    saving(n) { "{n} being saved on this device…" / "Enregistrement sur cet appareil : {n}…" }
    one_waits { "1 photo or file waits on this device" / "1 photo ou fichier attend sur cet appareil" }
    wait(n) { "{n} photos and files wait on this device" / "{n} photos et fichiers attendent sur cet appareil" }
    none_wait { "Everything has gone up" / "Tout est envoyé" }
    retry_all { "Try all now" / "Tout réessayer" }
    discarded { "Discarded" / "Abandonné" }
    no_room(name) { "This device has no room left for {name}: it is on this page only. Make room on the device and try again before you leave" / "Cet appareil n'a plus de place pour {name} : il n'existe que dans cette page. Libérez de l'espace et réessayez avant de la quitter" }
    refused(name) { "This browser could not save {name}: it is on this page only. Try again before you leave" / "Ce navigateur n'a pas pu enregistrer {name} : il n'existe que dans cette page. Réessayez avant de la quitter" }
    full { "This device has no room left: new photos cannot be saved on it. Make room before you take more." / "Cet appareil n'a plus de place : de nouvelles photos ne peuvent y être enregistrées. Libérez de l'espace avant d'en prendre d'autres." }
    little_room(left) { "This device has only {left} left for photos. Make room before you take many." / "Il ne reste que {left} sur cet appareil pour les photos. Libérez de l'espace avant d'en prendre beaucoup." }
    login_needed { "Photos on this device wait until you log in again." / "Des photos attendent sur cet appareil votre prochaine connexion." }
    log_in { "Log in" / "Se connecter" }
    no_storage { "This browser keeps nothing: photos can be taken once it allows storage for this site." / "Ce navigateur ne garde rien : des photos pourront être prises dès qu'il permettra le stockage pour ce site." }
    caption { "Caption" / "Légende" }
    save_caption { "Save the caption" / "Enregistrer la légende" }
    caption_saved { "Caption saved" / "Légende enregistrée" }
    too_heavy(name, size, most) { "{name} has {size}. It may have {most} at most" / "{name} fait {size}, le maximum étant {most}" }
    too_many_pixels(name, width, height) { "{name} has {width} × {height} pixels, too many for this device to open. Save a smaller copy and choose that" / "{name} compte {width} × {height} pixels, trop pour que cet appareil l'ouvre. Enregistrez-en une copie plus petite et choisissez-la" }
    not_a_picture(name) { "{name} is neither a picture this browser can read nor a PDF file" / "{name} n'est ni une image que ce navigateur peut lire ni un fichier PDF" }
}
