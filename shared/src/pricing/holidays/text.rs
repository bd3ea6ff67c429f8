//! What holidays are called, and whose they are.

use super::{HolidayCalendar, PublicHoliday};

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
pub(super) fn name(calendar: HolidayCalendar, holiday: PublicHoliday) -> fn() -> String {
    use HolidayCalendar as C;
    match (holiday, calendar) {
        (PublicHoliday::NewYear, _) => new_year,
        (PublicHoliday::MartinLutherKing, _) => martin_luther_king,
        (PublicHoliday::PresidentsDay, _) => presidents_day,
        (PublicHoliday::FamilyDay, C::Manitoba) => louis_riel_day,
        (PublicHoliday::FamilyDay, C::NovaScotia) => heritage_day,
        (PublicHoliday::FamilyDay, C::PrinceEdwardIsland) => islander_day,
        (PublicHoliday::FamilyDay, _) => family_day,
        (PublicHoliday::GoodFriday, _) => good_friday,
        (PublicHoliday::EasterMonday, _) => easter_monday,
        (PublicHoliday::VictoriaDay, C::Quebec) => patriots_day,
        (PublicHoliday::VictoriaDay, _) => victoria_day,
        (PublicHoliday::MemorialDay, _) => memorial_day,
        (PublicHoliday::Juneteenth, _) => juneteenth,
        (PublicHoliday::IndigenousPeoples, _) => indigenous_peoples,
        (PublicHoliday::NationalDay, _) => national_day,
        (PublicHoliday::CanadaDay, _) => canada_day,
        (PublicHoliday::IndependenceDay, _) => independence_day,
        (PublicHoliday::NunavutDay, _) => nunavut_day,
        (PublicHoliday::CivicHoliday, C::BritishColumbia) => british_columbia_day,
        (PublicHoliday::CivicHoliday, C::NewBrunswick) => new_brunswick_day,
        (PublicHoliday::CivicHoliday, C::Saskatchewan) => saskatchewan_day,
        (PublicHoliday::CivicHoliday, _) => civic_holiday,
        (PublicHoliday::DiscoveryDay, _) => discovery_day,
        (PublicHoliday::LabourDay, C::UnitedStates) => labor_day,
        (PublicHoliday::LabourDay, _) => labour_day,
        (PublicHoliday::TruthAndReconciliation, C::Manitoba) => orange_shirt_day,
        (PublicHoliday::TruthAndReconciliation, _) => truth_and_reconciliation,
        (PublicHoliday::ColumbusDay, _) => columbus_day,
        (PublicHoliday::Thanksgiving | PublicHoliday::UsThanksgiving, _) => thanksgiving,
        (PublicHoliday::RemembranceDay, _) => remembrance_day,
        (PublicHoliday::VeteransDay, _) => veterans_day,
        (PublicHoliday::Christmas, _) => christmas,
        (PublicHoliday::BoxingDay, _) => boxing_day,
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
