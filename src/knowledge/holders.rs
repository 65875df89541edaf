//! Who holds an office of a country, by the user's records.

use super::{Knowledge, Office, Record, RecordId, RecordKind, Role};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Persons by office and country. Made when it is first asked: most articles never do.
#[derive(Clone, Debug, Default)]
pub(super) struct Holders(FxHashMap<(Office, String), Vec<RecordId>>);

impl Holders {
    fn of(knowledge: &Knowledge) -> Self {
        let mut holders: FxHashMap<(Office, String), Vec<RecordId>> = FxHashMap::default();
        for (at, record) in knowledge.records.iter().enumerate().filter(|(_, record)| record.kind == RecordKind::Person) {
            let Some(country) = &record.country else { continue };
            for office in record.roles.iter().filter_map(|role| knowledge.role_office(record, role)) {
                let list = holders.entry((office, country.to_string())).or_default();
                if list.last() != Some(&RecordId(at as u32)) {
                    list.push(RecordId(at as u32));
                }
            }
        }
        Holders(holders)
    }
}

impl Knowledge {
    /// The persons who may hold an office of a country on a day; without a day those whose role has not ended.
    pub fn holders(&self, office: Office, country: &str, day: Option<Date>) -> Vec<RecordId> {
        let holders = self.holders.get_or_init(|| Holders::of(self));
        let all = holders.0.get(&(office, country.to_owned())).map(Vec::as_slice).unwrap_or_default();
        let holds = |record: &Record| {
            let mut roles = record.roles.iter().filter(|role| self.role_office(record, role) == Some(office));
            roles.any(|role| day.map_or(role.to.is_none(), |day| role.may_hold_on(day)))
        };
        all.iter().copied().filter(|id| self.record(*id).is_some_and(holds)).collect()
    }

    /// The office of a person's role: the one it names, else the one that its title names.
    pub fn role_office(&self, record: &Record, role: &Role) -> Option<Office> {
        let offices = self.offices();
        let by_id = role.office.as_deref().and_then(|id| offices.by_id(id));
        by_id.or_else(|| {
            let titles = [&role.before, &role.title].into_iter().flatten();
            titles.into_iter().find_map(|title| offices.named_in(title, record.country.as_deref())).map(|(office, _)| office)
        })
    }
}
