//! What this room says when it refuses, in both languages.

shared::catalog_bilingual! {
    changed { "Somebody changed this photo meanwhile." / "Quelqu'un a modifié cette photo entre-temps." }
    gone {
        "The photo was deleted too long ago to be brought back." /
        "La photo a été supprimée il y a trop longtemps pour être restaurée."
    }
    reused { "This id belongs to another file." / "Cet identifiant est celui d'un autre fichier." }
}
