//! Words for messages, the ways they take, and why one is not sent.

use super::{ConsentWay, MessageChannel, MessageKind, MessageRefusal};

crate::catalog_bilingual! {
    quotes { "Quotes" / "Soumissions" }
    reminders { "Reminders" / "Relances" }
    follow_ups { "Follow-ups" / "Suivis" }
    jobs { "Bookings and jobs" / "Réservations et travaux" }
    marketing { "Marketing" / "Promotions" }

    email { "E-mail" / "Courriel" }
    sms { "SMS" / "SMS" }
    whatsapp { "WhatsApp" / "WhatsApp" }
    push { "Push" / "Notifications" }

    spoken { "Spoken" / "De vive voix" }
    paper { "On paper" / "Sur papier" }
    online { "Online form" / "Formulaire en ligne" }
    message { "By message" / "Par message" }

    unwanted(name, kind, channel) { "Not sent: {name} does not want this ({kind}, {channel}). Their preferences on the customer's page say so" / "Non envoyé : {name} ne le souhaite pas ({kind}, {channel}). Ses préférences figurent sur la page du client" }
    by_hand(name, kind) { "Not sent: automatic messages of this kind ({kind}) are switched off for {name}. Their preferences on the customer's page say so" / "Non envoyé : les messages automatiques de ce type ({kind}) sont désactivés pour {name}. Ses préférences figurent sur la page du client" }
    no_consent(name) { "Not sent: {name} has not agreed to text messages" / "Non envoyé : {name} n'a pas accepté les messages texte" }
    quiet(name, time) { "Not sent: {name} wants to be left alone until {time}. Their preferences on the customer's page say so" / "Non envoyé : {name} ne souhaite pas être dérangé avant {time}. Ses préférences figurent sur la page du client" }
    opted_out(name) { "Not sent: {name} took the agreement to text messages back" / "Non envoyé : {name} a retiré son accord aux messages texte" }
}

/// A kind of message.
pub fn kind(kind: MessageKind) -> String {
    match kind {
        MessageKind::Quotes => quotes(),
        MessageKind::Reminders => reminders(),
        MessageKind::FollowUps => follow_ups(),
        MessageKind::Jobs => jobs(),
        MessageKind::Marketing => marketing(),
    }
}

/// A way messages take.
pub fn channel(channel: MessageChannel) -> String {
    match channel {
        MessageChannel::Email => email(),
        MessageChannel::Sms => sms(),
        MessageChannel::Whatsapp => whatsapp(),
        MessageChannel::Push => push(),
    }
}

/// How somebody agreed.
pub fn way(way: ConsentWay) -> String {
    match way {
        ConsentWay::Spoken => spoken(),
        ConsentWay::Paper => paper(),
        ConsentWay::Online => online(),
        ConsentWay::Message => message(),
    }
}

/// Why a message to somebody is not sent, as the office reads it.
pub fn refusal(name: &str, of: MessageKind, on: MessageChannel, why: MessageRefusal) -> String {
    match why {
        MessageRefusal::Unwanted => unwanted(name, kind(of), channel(on)),
        MessageRefusal::ByHand => by_hand(name, kind(of)),
        MessageRefusal::NoConsent => no_consent(name),
        MessageRefusal::OptedOut => opted_out(name),
    }
}
