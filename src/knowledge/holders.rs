//! Who holds an office of a country, by the user's records.

use super::{Knowledge, Office, RecordId, RecordKind, RecordView, Role};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Persons by office and country.
#[derive(Clone, Debug, Default)]
pub(super) struct Holders(FxHashMap<(Office, String), Vec<RecordId>>);

impl Holders {
    pub fn of(knowledge: &Knowledge) -> Self {
        let mut holders: FxHashMap<(Office, String), Vec<RecordId>> = FxHashMap::default();
        // Many records have the same titles.
        let mut offices = FxHashMap::default();
        for (id, record) in knowledge.records().filter(|(_, record)| record.kind() == RecordKind::Person) {
            let Some(country) = record.country() else { continue };
            for role in record.roles() {
                let words = (role.office, role.before, role.title, country);
                let Some(office) = *offices.entry(words).or_insert_with(|| knowledge.role_office(record, &role)) else { continue };
                let list = holders.entry((office, country.to_owned())).or_default();
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
        }
        Holders(holders)
    }
}

impl Knowledge {
    /// The persons who may hold an office of a country on a day; without a day those whose role has not ended.
    pub fn holders(&self, office: Office, country: &str, day: Option<Date>) -> Vec<RecordId> {
        let all = self.holders.0.get(&(office, country.to_owned())).map(Vec::as_slice).unwrap_or_default();
        let holds = |record: RecordView<'_>| {
            let mut roles = record.roles().filter(|role| self.role_office(record, role) == Some(office));
            roles.any(|role| day.map_or(role.to.is_none(), |day| role.may_hold_on(day)))
        };
        all.iter().copied().filter(|id| self.record(*id).is_some_and(holds)).collect()
    }

    /// The office of a person's role: the one it names, else the one that its title names.
    pub fn role_office(&self, record: RecordView<'_>, role: &Role<&str>) -> Option<Office> {
        let offices = self.offices();
        let by_id = role.office.and_then(|id| offices.by_id(id));
        by_id.or_else(|| {
            let titles = [role.before, role.title].into_iter().flatten();
            titles.into_iter().find_map(|title| offices.named_in(title, record.country())).map(|(office, _)| office)
        })
    }
}
