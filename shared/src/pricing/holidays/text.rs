//! What holidays are called, and whose they are.

use super::{Holiday, HolidayCalendar};

crate::catalog_bilingual! {
    new_year { "New Year's Day" / "Jour de l'An" }
    martin_luther_king { "Martin Luther King Jr. Day" / "Jour de Martin Luther King" }
    presidents_day { "Presidents' Day" / "Jour des présidents" }
    family_day { "Family Day" / "Jour de la famille" }
    louis_riel_day { "Louis Riel Day" / "Jour de Louis Riel" }
    heritage_day { "Heritage Day" / "Jour du patrimoine" }
    islander_day { "Islander Day" / "Fête des Insulaires" }
    good_friday { "Good Friday" / "Vendredi saint" }
    easter_monday { "Easter Monday" / "Lundi de Pâques" }
    victoria_day { "Victoria Day" / "Fête de la Reine" }
    patriots_day { "National Patriots' Day" / "Journée nationale des patriotes" }
    memorial_day { "Memorial Day" / "Jour du Souvenir américain" }
    juneteenth { "Juneteenth" / "Juneteenth" }
    indigenous_peoples { "National Indigenous Peoples Day" / "Journée nationale des peuples autochtones" }
    national_day { "Québec National Day" / "Fête nationale du Québec" }
    canada_day { "Canada Day" / "Fête du Canada" }
    independence_day { "Independence Day" / "Fête de l'Indépendance" }
    nunavut_day { "Nunavut Day" / "Jour du Nunavut" }
    civic_holiday { "Civic Holiday" / "Congé civique" }
    british_columbia_day { "British Columbia Day" / "Jour de la Colombie-Britannique" }
    new_brunswick_day { "New Brunswick Day" / "Jour du Nouveau-Brunswick" }
    saskatchewan_day { "Saskatchewan Day" / "Jour de la Saskatchewan" }
    discovery_day { "Discovery Day" / "Jour de la Découverte" }
    labour_day { "Labour Day" / "Fête du Travail" }
    labor_day { "Labor Day" / "Fête du Travail" }
    truth_and_reconciliation { "National Day for Truth and Reconciliation" / "Journée nationale de la vérité et de la réconciliation" }
    orange_shirt_day { "Orange Shirt Day" / "Journée du chandail orange" }
    columbus_day { "Columbus Day" / "Jour de Christophe Colomb" }
    thanksgiving { "Thanksgiving" / "Action de grâce" }
    remembrance_day { "Remembrance Day" / "Jour du Souvenir" }
    veterans_day { "Veterans Day" / "Jour des anciens combattants" }
    christmas { "Christmas Day" / "Noël" }
    boxing_day { "Boxing Day" / "Lendemain de Noël" }

    united_states { "United States, federal" / "États-Unis, fédéral" }
    canada { "Canada, federal" / "Canada, fédéral" }
    alberta { "Alberta" / "Alberta" }
    british_columbia { "British Columbia" / "Colombie-Britannique" }
    manitoba { "Manitoba" / "Manitoba" }
    new_brunswick { "New Brunswick" / "Nouveau-Brunswick" }
    newfoundland { "Newfoundland and Labrador" / "Terre-Neuve-et-Labrador" }
    nova_scotia { "Nova Scotia" / "Nouvelle-Écosse" }
    northwest_territories { "Northwest Territories" / "Territoires du Nord-Ouest" }
    nunavut { "Nunavut" / "Nunavut" }
    ontario { "Ontario" / "Ontario" }
    prince_edward_island { "Prince Edward Island" / "Île-du-Prince-Édouard" }
    quebec { "Québec" / "Québec" }
    saskatchewan { "Saskatchewan" / "Saskatchewan" }
    yukon { "Yukon" / "Yukon" }
}

/// What a holiday is called where it is kept.
pub(super) fn name(calendar: HolidayCalendar, holiday: Holiday) -> fn() -> String {
    use HolidayCalendar as C;
    match (holiday, calendar) {
        (Holiday::NewYear, _) => new_year,
        (Holiday::MartinLutherKing, _) => martin_luther_king,
        (Holiday::PresidentsDay, _) => presidents_day,
        (Holiday::FamilyDay, C::Manitoba) => louis_riel_day,
        (Holiday::FamilyDay, C::NovaScotia) => heritage_day,
        (Holiday::FamilyDay, C::PrinceEdwardIsland) => islander_day,
        (Holiday::FamilyDay, _) => family_day,
        (Holiday::GoodFriday, _) => good_friday,
        (Holiday::EasterMonday, _) => easter_monday,
        (Holiday::VictoriaDay, C::Quebec) => patriots_day,
        (Holiday::VictoriaDay, _) => victoria_day,
        (Holiday::MemorialDay, _) => memorial_day,
        (Holiday::Juneteenth, _) => juneteenth,
        (Holiday::IndigenousPeoples, _) => indigenous_peoples,
        (Holiday::NationalDay, _) => national_day,
        (Holiday::CanadaDay, _) => canada_day,
        (Holiday::IndependenceDay, _) => independence_day,
        (Holiday::NunavutDay, _) => nunavut_day,
        (Holiday::CivicHoliday, C::BritishColumbia) => british_columbia_day,
        (Holiday::CivicHoliday, C::NewBrunswick) => new_brunswick_day,
        (Holiday::CivicHoliday, C::Saskatchewan) => saskatchewan_day,
        (Holiday::CivicHoliday, _) => civic_holiday,
        (Holiday::DiscoveryDay, _) => discovery_day,
        (Holiday::LabourDay, C::UnitedStates) => labor_day,
        (Holiday::LabourDay, _) => labour_day,
        (Holiday::TruthAndReconciliation, C::Manitoba) => orange_shirt_day,
        (Holiday::TruthAndReconciliation, _) => truth_and_reconciliation,
        (Holiday::ColumbusDay, _) => columbus_day,
        (Holiday::Thanksgiving | Holiday::UsThanksgiving, _) => thanksgiving,
        (Holiday::RemembranceDay, _) => remembrance_day,
        (Holiday::VeteransDay, _) => veterans_day,
        (Holiday::Christmas, _) => christmas,
        (Holiday::BoxingDay, _) => boxing_day,
    }
}

/// Whose holidays they are.
pub(super) fn calendar(of: HolidayCalendar) -> String {
    match of {
        HolidayCalendar::UnitedStates => united_states(),
        HolidayCalendar::Canada => canada(),
        HolidayCalendar::Alberta => alberta(),
        HolidayCalendar::BritishColumbia => british_columbia(),
        HolidayCalendar::Manitoba => manitoba(),
        HolidayCalendar::NewBrunswick => new_brunswick(),
        HolidayCalendar::Newfoundland => newfoundland(),
        HolidayCalendar::NovaScotia => nova_scotia(),
        HolidayCalendar::NorthwestTerritories => northwest_territories(),
        HolidayCalendar::Nunavut => nunavut(),
        HolidayCalendar::Ontario => ontario(),
        HolidayCalendar::PrinceEdwardIsland => prince_edward_island(),
        HolidayCalendar::Quebec => quebec(),
        HolidayCalendar::Saskatchewan => saskatchewan(),
        HolidayCalendar::Yukon => yukon(),
    }
}
