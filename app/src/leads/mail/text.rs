//! Texts of writing a mail from a lead.

shared::catalog_bilingual! {
    write { "Write e-mail" / "Écrire un courriel" }
    write_to(who) { "E-mail to {who}" / "Courriel à {who}" }
    answers_go_to(address) { "It is noted on the lead. Answers go to {address}." / "Il est noté sur la piste. Les réponses vont à {address}." }
    send { "Send" / "Envoyer" }
    on_its_way(address) { "The e-mail to {address} is on its way" / "Le courriel à {address} est en route" }
    to { "To" / "À" }
    start { "Start from" / "Partir de" }
    first_answer { "First answer" / "Première réponse" }
    missing_facts { "Asking for what is missing" / "Demander ce qui manque" }
    check_in { "Checking in" / "Prendre des nouvelles" }
    last_try { "Last try" / "Dernier essai" }
    language { "Language of the e-mail" / "Langue du courriel" }
    subject { "Subject" / "Objet" }
    body { "Text" / "Texte" }
    kept { "What you wrote was replaced." / "Ce que vous aviez écrit a été remplacé." }
    put_back { "Put it back" / "Le remettre" }
    preview { "Preview" / "Aperçu" }
    goes_on { "Plan the next step" / "Planifier la prochaine action" }
}
