//! What provinces, territories and states are called, in the language of the thread.

use crate::text::{Locale, locale};

/// Two letters, English, French; Canada first.
const NAMES: [(&str, &str, &str); 64] = [
    ("AB", "Alberta", "Alberta"),
    ("BC", "British Columbia", "Colombie-Britannique"),
    ("MB", "Manitoba", "Manitoba"),
    ("NB", "New Brunswick", "Nouveau-Brunswick"),
    ("NL", "Newfoundland and Labrador", "Terre-Neuve-et-Labrador"),
    ("NS", "Nova Scotia", "Nouvelle-Écosse"),
    ("NT", "Northwest Territories", "Territoires du Nord-Ouest"),
    ("NU", "Nunavut", "Nunavut"),
    ("ON", "Ontario", "Ontario"),
    ("PE", "Prince Edward Island", "Île-du-Prince-Édouard"),
    ("QC", "Québec", "Québec"),
    ("SK", "Saskatchewan", "Saskatchewan"),
    ("YT", "Yukon", "Yukon"),
    ("AL", "Alabama", "Alabama"),
    ("AK", "Alaska", "Alaska"),
    ("AZ", "Arizona", "Arizona"),
    ("AR", "Arkansas", "Arkansas"),
    ("CA", "California", "Californie"),
    ("CO", "Colorado", "Colorado"),
    ("CT", "Connecticut", "Connecticut"),
    ("DC", "District of Columbia", "District de Columbia"),
    ("DE", "Delaware", "Delaware"),
    ("FL", "Florida", "Floride"),
    ("GA", "Georgia", "Géorgie"),
    ("HI", "Hawaii", "Hawaï"),
    ("IA", "Iowa", "Iowa"),
    ("ID", "Idaho", "Idaho"),
    ("IL", "Illinois", "Illinois"),
    ("IN", "Indiana", "Indiana"),
    ("KS", "Kansas", "Kansas"),
    ("KY", "Kentucky", "Kentucky"),
    ("LA", "Louisiana", "Louisiane"),
    ("MA", "Massachusetts", "Massachusetts"),
    ("MD", "Maryland", "Maryland"),
    ("ME", "Maine", "Maine"),
    ("MI", "Michigan", "Michigan"),
    ("MN", "Minnesota", "Minnesota"),
    ("MO", "Missouri", "Missouri"),
    ("MS", "Mississippi", "Mississippi"),
    ("MT", "Montana", "Montana"),
    ("NC", "North Carolina", "Caroline du Nord"),
    ("ND", "North Dakota", "Dakota du Nord"),
    ("NE", "Nebraska", "Nebraska"),
    ("NH", "New Hampshire", "New Hampshire"),
    ("NJ", "New Jersey", "New Jersey"),
    ("NM", "New Mexico", "Nouveau-Mexique"),
    ("NV", "Nevada", "Nevada"),
    ("NY", "New York", "État de New York"),
    ("OH", "Ohio", "Ohio"),
    ("OK", "Oklahoma", "Oklahoma"),
    ("OR", "Oregon", "Oregon"),
    ("PA", "Pennsylvania", "Pennsylvanie"),
    ("RI", "Rhode Island", "Rhode Island"),
    ("SC", "South Carolina", "Caroline du Sud"),
    ("SD", "South Dakota", "Dakota du Sud"),
    ("TN", "Tennessee", "Tennessee"),
    ("TX", "Texas", "Texas"),
    ("UT", "Utah", "Utah"),
    ("VA", "Virginia", "Virginie"),
    ("VT", "Vermont", "Vermont"),
    ("WA", "Washington", "État de Washington"),
    ("WI", "Wisconsin", "Wisconsin"),
    ("WV", "West Virginia", "Virginie-Occidentale"),
    ("WY", "Wyoming", "Wyoming"),
];

/// What a province, territory or state is called; none of letters that are none.
pub fn region_name(code: &str) -> Option<&'static str> {
    let (_, english, french) = NAMES.iter().find(|(known, ..)| *known == code)?;
    Some(if locale() == Locale::Fr { *french } else { *english })
}

#[cfg(test)]
mod tests {
    use super::{NAMES, region_name};
    use crate::pricing::regions;
    use crate::text::{Locale, with_locale};

    #[test]
    fn every_region_has_a_name_in_both_languages() {
        assert_eq!(regions().collect::<Vec<_>>(), NAMES.map(|(code, ..)| code));
        for code in regions() {
            let french = with_locale(Locale::Fr, || region_name(code));
            assert!(region_name(code).is_some_and(|name| name.len() > 3) && french.is_some_and(|name| name.len() > 3), "{code}");
        }
        assert_eq!(region_name("CA"), Some("California"));
        assert_eq!(with_locale(Locale::Fr, || region_name("NS")), Some("Nouvelle-Écosse"));
        assert_eq!((region_name("XX"), region_name("")), (None, None));
    }
}
