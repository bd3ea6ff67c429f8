//! Words of the certificate of a signature, on its page and on paper.

shared::catalog_bilingual! {
    title { "Certificate of signature" / "Certificat de signature" }
    back { "Back to the quote" / "Retour à la soumission" }
    save { "Download certificate" / "Télécharger le certificat" }
    save_signed { "Download signed text" / "Télécharger le texte signé" }
    matches { "Matches" / "Concorde" }
    differs { "Does not match" / "Ne concorde pas" }
    all_match(time) { "The document, the signature and every step are as they were written. Checked {time}." / "Le document, la signature et chaque étape sont tels qu'ils ont été inscrits. Vérifié le {time}." }
    step_differs(n, time) { "Step {n} is not as it was written, or another one stands in its place. Checked {time}." / "L'étape {n} n'est pas telle qu'elle a été inscrite, ou une autre occupe sa place. Vérifié le {time}." }
    document_differs(time) { "The text is not the one that was signed. Checked {time}." / "Le texte n'est pas celui qui a été signé. Vérifié le {time}." }
    signature_differs(time) { "The signature or the consent is not the one the steps tell of. Checked {time}." / "La signature ou le consentement diffère de ce que consignent les étapes. Vérifié le {time}." }
    verdict(word, why) { "{word}: {why}" / "{word} : {why}" }

    document { "Signed document" / "Document signé" }
    what { "Document" / "Document" }
    what_about { "Title" / "Titre" }
    hash { "Hash of the exact text (SHA-256)" / "Empreinte du texte exact (SHA-256)" }
    verify { "How to verify it: download the signed text and let any tool reckon the SHA-256 of the file. It has to be the hash above, letter by letter." / "Pour le vérifier : téléchargez le texte signé et faites calculer le SHA-256 du fichier par l'outil de votre choix. Il doit être identique à l'empreinte ci-dessus, caractère par caractère." }
    verify_with(unix, windows) { "On Linux and macOS: {unix}. On Windows: {windows}." / "Sous Linux et macOS : {unix}. Sous Windows : {windows}." }

    parties { "Parties" / "Parties" }
    offered_by { "Offered by" / "Offerte par" }
    accepted_by { "Accepted by" / "Acceptée par" }

    signature { "Signature" / "Signature" }
    kind { "Kind of signature" / "Type de signature" }
    server_time { "Time of the server" / "Heure du serveur" }
    utc { "The same in UTC" / "La même en UTC" }
    identified { "How the signer was identified" / "Identification du signataire" }
    by_link { "By the secret link in the mail sent to them; it asked for no number" / "Par le lien secret du courriel qui lui a été envoyé; aucun numéro n'était demandé" }
    by_number { "By the secret link in the mail sent to them, and by the number it asks for" / "Par le lien secret du courriel qui lui a été envoyé et par le numéro que ce lien demande" }
    by_portal { "Logged in to the customer portal" / "Par une session ouverte dans le portail client" }
    by_unknown { "By the secret link or in the customer portal; which of them was not recorded then" / "Par le lien secret ou dans le portail client; à l'époque, on ne notait pas lequel" }
    address { "Internet address" / "Adresse Internet" }
    device { "Browser and device (user agent)" / "Navigateur et appareil (agent utilisateur)" }
    not_recorded { "Not recorded" / "Non enregistré" }

    consent { "Consent" / "Consentement" }
    consent_version(version) { "Version {version} of the text. What was agreed to, word for word as it was shown:" / "Version {version} du texte. Ce qui a été accepté, mot pour mot, tel qu'affiché :" }

    steps { "Chain of events" / "Chaîne des événements" }
    steps_note(zone) { "Each event carries a hash (SHA-256) of itself and of the event before it, so that one that was changed or left out shows. Times are those of the server, in {zone} and in UTC." / "Chaque événement porte une empreinte (SHA-256) de lui-même et de l'événement précédent : un événement modifié ou retiré se remarque. Les heures sont celles du serveur, dans le fuseau {zone} et en UTC." }
    step(n, what) { "{n}. {what}" / "{n}. {what}" }
    event { "Event" / "Événement" }
    time { "Time" / "Heure" }
    own_hash { "Hash" / "Empreinte" }
    prev_hash { "Hash before" / "Empreinte précédente" }
    hashed(name, hash) { "{name}: {hash}" / "{name} : {hash}" }
    left_out(n) { "Events left out here: {n}. They stand in the certificate as PDF, and were checked like all others." / "Événements omis ici : {n}. Ils figurent dans le certificat en PDF et ont été vérifiés comme tous les autres." }
    left_out_paper(n) { "Events left out here: {n}. They were checked like all others." / "Événements omis ici : {n}. Ils ont été vérifiés comme tous les autres." }

    keep { "What to keep" / "À conserver" }
    keep_quote { "The quote as it was signed, as PDF" / "La soumission telle que signée, en PDF" }
    keep_text { "The signed text, whose hash stands above" / "Le texte signé, dont l'empreinte figure ci-dessus" }
    keep_certificate { "This certificate, as PDF" / "Ce certificat, en PDF" }
    paper_copy(name) { "{name} sends you a copy on paper at no charge. Ask, and tell them too if your e-mail address changes." / "{name} vous envoie une copie papier sans frais. Demandez-la, et signalez aussi tout changement de votre adresse courriel." }
    reach(how) { "Reach them here: {how}" / "Pour les joindre : {how}" }
}
