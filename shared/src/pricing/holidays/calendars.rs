//! Which holidays each calendar keeps.

use super::{HolidayCalendar, PublicHoliday};

impl HolidayCalendar {
    /// Its holidays, in the order of the year.
    pub fn holidays(self) -> &'static [PublicHoliday] {
        use PublicHoliday as H;
        match self {
            HolidayCalendar::UnitedStates => &[
                H::NewYear,
                H::MartinLutherKing,
                H::PresidentsDay,
                H::MemorialDay,
                H::Juneteenth,
                H::IndependenceDay,
                H::LabourDay,
                H::ColumbusDay,
                H::VeteransDay,
                H::UsThanksgiving,
                H::Christmas,
            ],
            HolidayCalendar::Canada => &[
                H::NewYear,
                H::GoodFriday,
                H::VictoriaDay,
                H::CanadaDay,
                H::LabourDay,
                H::TruthAndReconciliation,
                H::Thanksgiving,
                H::RemembranceDay,
                H::Christmas,
                H::BoxingDay,
            ],
            HolidayCalendar::Alberta => &[
                H::NewYear,
                H::FamilyDay,
                H::GoodFriday,
                H::VictoriaDay,
                H::CanadaDay,
                H::LabourDay,
                H::Thanksgiving,
                H::RemembranceDay,
                H::Christmas,
            ],
            HolidayCalendar::BritishColumbia => &[
                H::NewYear,
                H::FamilyDay,
                H::GoodFriday,
                H::VictoriaDay,
                H::CanadaDay,
                H::CivicHoliday,
                H::LabourDay,
                H::TruthAndReconciliation,
                H::Thanksgiving,
                H::RemembranceDay,
                H::Christmas,
            ],
            HolidayCalendar::Manitoba => &[
                H::NewYear,
                H::FamilyDay,
                H::GoodFriday,
                H::VictoriaDay,
                H::CanadaDay,
                H::LabourDay,
                H::TruthAndReconciliation,
                H::Thanksgiving,
                H::Christmas,
            ],
            HolidayCalendar::NewBrunswick => {
                &[H::NewYear, H::FamilyDay, H::GoodFriday, H::CanadaDay, H::CivicHoliday, H::LabourDay, H::RemembranceDay, H::Christmas]
            }
            HolidayCalendar::Newfoundland => &[H::NewYear, H::GoodFriday, H::CanadaDay, H::LabourDay, H::RemembranceDay, H::Christmas],
            HolidayCalendar::NovaScotia => &[H::NewYear, H::FamilyDay, H::GoodFriday, H::CanadaDay, H::LabourDay, H::Christmas],
            HolidayCalendar::NorthwestTerritories | HolidayCalendar::Yukon => self.northern(),
            HolidayCalendar::Nunavut => &[
                H::NewYear,
                H::GoodFriday,
                H::VictoriaDay,
                H::CanadaDay,
                H::NunavutDay,
                H::CivicHoliday,
                H::LabourDay,
                H::TruthAndReconciliation,
                H::Thanksgiving,
                H::RemembranceDay,
                H::Christmas,
            ],
            HolidayCalendar::Ontario => &[
                H::NewYear,
                H::FamilyDay,
                H::GoodFriday,
                H::VictoriaDay,
                H::CanadaDay,
                H::LabourDay,
                H::Thanksgiving,
                H::Christmas,
                H::BoxingDay,
            ],
            HolidayCalendar::PrinceEdwardIsland => &[
                H::NewYear,
                H::FamilyDay,
                H::GoodFriday,
                H::CanadaDay,
                H::LabourDay,
                H::TruthAndReconciliation,
                H::RemembranceDay,
                H::Christmas,
            ],
            // the employer chooses one of the two days of Easter
            HolidayCalendar::Quebec => &[
                H::NewYear,
                H::GoodFriday,
                H::EasterMonday,
                H::VictoriaDay,
                H::NationalDay,
                H::CanadaDay,
                H::LabourDay,
                H::Thanksgiving,
                H::Christmas,
            ],
            HolidayCalendar::Saskatchewan => &[
                H::NewYear,
                H::FamilyDay,
                H::GoodFriday,
                H::VictoriaDay,
                H::CanadaDay,
                H::CivicHoliday,
                H::LabourDay,
                H::Thanksgiving,
                H::RemembranceDay,
                H::Christmas,
            ],
        }
    }

    /// The two territories that keep National Indigenous Peoples Day; they differ in August.
    fn northern(self) -> &'static [PublicHoliday] {
        use PublicHoliday as H;
        const WITH_CIVIC: &[PublicHoliday] = &[
            H::NewYear,
            H::GoodFriday,
            H::VictoriaDay,
            H::IndigenousPeoples,
            H::CanadaDay,
            H::CivicHoliday,
            H::LabourDay,
            H::TruthAndReconciliation,
            H::Thanksgiving,
            H::RemembranceDay,
            H::Christmas,
        ];
        const WITH_DISCOVERY: &[PublicHoliday] = &[
            H::NewYear,
            H::GoodFriday,
            H::VictoriaDay,
            H::IndigenousPeoples,
            H::CanadaDay,
            H::DiscoveryDay,
            H::LabourDay,
            H::TruthAndReconciliation,
            H::Thanksgiving,
            H::RemembranceDay,
            H::Christmas,
        ];
        if self == HolidayCalendar::Yukon { WITH_DISCOVERY } else { WITH_CIVIC }
    }
}
