//! Texts of what people let us write to them.

shared::catalog_bilingual! {
    open(name) { "Messages to {name}" / "Messages à {name}" }
    about { "Whoever sends keeps to this, by hand or automatically. Changes stand in the history with who made them." / "Tout envoi en tient compte, manuel ou automatique. Les changements figurent dans l'historique avec leur auteur." }
    matrix { "Which messages are wanted where" / "Quels messages sont souhaités et où" }
    message { "Message" / "Message" }
    wanted(kind, channel) { "{kind}: {channel}" / "{kind} : {channel}" }
    automatic { "Sent automatically" / "Envois automatiques" }
    automatic_hint { "Switched off, a message of this kind is only written by hand; reminders of quotes are not sent at all." / "Désactivé, un message de ce type n'est écrit qu'à la main; les rappels de soumissions ne sont pas envoyés." }
    text_messages { "Text messages" / "Messages texte" }
    never_agreed { "Nobody has agreed to text messages, so none are sent." / "Personne n'a accepté les messages texte; aucun n'est envoyé." }
    agreed_on(day, how, by) { "Agreed on {day} ({how}), noted by {by}" / "Accepté le {day} ({how}), noté par {by}" }
    ended_on(day, how, by) { "Taken back on {day} ({how}), noted by {by}" / "Retiré le {day} ({how}), noté par {by}" }
    agrees { "Agrees to text messages" / "Accepte les messages texte" }
    takes_back { "Takes the agreement back" / "Retire son accord" }
    how { "How" / "De quelle façon" }
    day { "Day they agreed" / "Jour de l'accord" }
    wording { "What they were asked, word for word" / "Question posée, mot pour mot" }
    usual_wording { "May we send you text messages about your quotes and bookings? Reply STOP at any time to end them." / "Pouvons-nous vous envoyer des messages texte au sujet de vos soumissions et réservations? Répondez STOP en tout temps pour y mettre fin." }
    tracking { "Tracking of e-mails" / "Suivi des courriels" }
    tracking_hint { "Ticked, e-mails to this address carry neither picture nor redirect, and nothing more is noted of those already sent." / "Si la case est cochée, les courriels à cette adresse ne contiennent ni image ni redirection, et plus rien n'est noté de ceux déjà envoyés." }
    untracked { "Does not want to be tracked" / "Ne souhaite pas de suivi" }
    quiet { "Quiet hours" / "Heures de tranquillité" }
    quiet_hint { "Reminders wait until they are over." / "Les rappels attendent qu'elles soient passées." }
    from { "From" / "De" }
    until { "Until" / "À" }
    zone { "Time zone" / "Fuseau horaire" }
    no_mail_of(kinds) { "No e-mail: {kinds}" / "Aucun courriel : {kinds}" }
    by_hand_only(kinds) { "Only by hand: {kinds}" / "À la main seulement : {kinds}" }
    texts_allowed { "Text messages allowed" / "Messages texte acceptés" }
    texts_ended { "No text messages any more" / "Plus de messages texte" }
    not_tracked { "Not to be tracked" / "Sans suivi" }
    quiet_from_until(from, until) { "Quiet from {from} until {until}" / "Tranquillité de {from} à {until}" }
}
