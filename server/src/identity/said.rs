//! What this room says when it refuses, in both languages.

shared::catalog_bilingual! {
    changed { "Somebody changed this meanwhile. Look at it again." / "Quelqu'un a modifié ceci entre-temps. Vérifiez-le de nouveau." }
    not_yourself { "You cannot deactivate yourself." / "Vous ne pouvez pas vous désactiver vous-même." }
    has_factor_anew {
        "Two-step login is on already. Switch it off before you set it up anew." /
        "La connexion en deux étapes est déjà activée. Désactivez-la avant de la configurer de nouveau."
    }
    has_factor { "Two-step login is on already." / "La connexion en deux étapes est déjà activée." }
    no_factor { "Switch two-step login on first." / "Activez d'abord la connexion en deux étapes." }
    not_open { "This invitation was accepted or revoked." / "Cette invitation a été acceptée ou révoquée." }
    role_in_use {
        "Members or open invitations have this role. Give them another one first." /
        "Des membres ou des invitations en cours ont ce rôle. Donnez-leur-en d'abord un autre."
    }
}
