//! Words of presence.

shared::catalog_bilingual! {
    is_editing(name) { "{name} is editing" / "{name} modifie en ce moment" }
    are_editing(names) { "{names} are editing" / "{names} modifient en ce moment" }
    is_looking(name) { "{name} is looking" / "{name} consulte" }
    are_looking(names) { "{names} are looking" / "{names} consultent" }
    both(one, other) { "{one} and {other}" / "{one} et {other}" }
    others(one, n) { "{one} and {n} others" / "{one} et {n} autres" }
}
