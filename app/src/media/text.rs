//! Texts of the gallery.

shared::catalog! {
    media { "Media" }
    none_title { "Nothing captured yet" }
    none_body { "Photos and signatures appear here as the crew's devices send them." }
    elsewhere { "Without a slot" }
    previous { "Previous" }
    next { "Next" }
    counter(n, total) { "{n} of {total}" }
    original { "Open the original" }
    taken(time, by) { "{time}, {by}" }
    place(lat, lng, accuracy) { "{lat}, {lng} (±{accuracy} m)" }
    deleted { "Deleted" }
    doubtful { "Look closer: dark, blurred, or like another photo" }
    signed_by(name) { "Signed by {name}" }
    photo { "Photo" }
    hash(hash) { "SHA-256 {hash}" }
}
