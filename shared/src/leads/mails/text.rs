//! The words of the texts a mail from a lead starts from: customers read them, in their language.

crate::catalog_bilingual! {
    greeting(name) { "Hello {name}," / "Bonjour {name}," }
    closing(sender, organization) { "Kind regards,\n{sender}\n{organization}" / "Cordialement,\n{sender}\n{organization}" }

    request { "your request" / "votre demande" }
    request_route(from, to) { "your request from {from} to {to}" / "votre demande de {from} à {to}" }
    on(what, day) { "{what} on {day}" / "{what} pour le {day}" }

    first_answer_subject(organization) { "Your request to {organization}" / "Votre demande à {organization}" }
    first_answer(about) {
        "Thank you for {about}. I am looking after it and will come back to you with an offer.\n\nIs there anything else we should know? Just answer this e-mail."
        / "Merci pour {about}. Je m'en occupe et je vous ferai parvenir une offre.\n\nY a-t-il autre chose que nous devrions savoir? Répondez simplement à ce courriel."
    }
    missing_facts_subject { "A few details for your offer" / "Quelques détails pour votre offre" }
    missing_facts(about, facts) {
        "Thank you for {about}. To work out an offer, we still need to know:\n\n{facts}\n\nJust answer this e-mail."
        / "Merci pour {about}. Pour préparer une offre, il nous manque encore :\n\n{facts}\n\nRépondez simplement à ce courriel."
    }
    check_in_subject { "How do things stand with your request?" / "Où en est votre demande?" }
    check_in(about) {
        "I wanted to ask whether you still have questions about {about}. If your plans have changed, tell me in a line and I will see to it."
        / "Je voulais savoir s'il vous reste des questions au sujet de {about}. Si vos projets ont changé, dites-le-moi en une ligne et je m'en occuperai."
    }
    last_try_subject { "Is your request still open?" / "Votre demande tient-elle toujours?" }
    last_try(about) {
        "I have not heard from you about {about}, so this is my last message for now. If you are still interested, just answer this e-mail; otherwise there is nothing you need to do."
        / "Je n'ai pas eu de vos nouvelles au sujet de {about}; voici donc mon dernier message pour le moment. Si cela vous intéresse toujours, répondez simplement à ce courriel; sinon, vous n'avez rien à faire."
    }

    fact(what) { "- {what}" / "- {what}" }
    wanted_on { "the day you have in mind" / "le jour que vous avez en tête" }
    origin { "the address it starts from" / "l'adresse de départ" }
    destination { "the address it goes to" / "l'adresse d'arrivée" }
    passengers { "the number of passengers" / "le nombre de passagers" }
    place { "where the vehicles stand" / "l'endroit où se trouvent les véhicules" }
    vehicle { "the make, model and year of the vehicles" / "la marque, le modèle et l'année des véhicules" }
    phone { "a telephone number we can reach you at" / "un numéro de téléphone où vous joindre" }
}
