//! Which countries lack an office: there is no British president.

use super::Country;

/// Whether a country does not have an office, and has not had it within memory. Offices in lower case; `false` for what is not listed.
pub fn lacks_office(country: Country, office: &str) -> bool {
    let rows = include_str!("data/absent_offices.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).any(|(offices, countries)| {
        offices.split('|').any(|known| known == office) && countries.split('|').any(|code| code == country.code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Tables;

    #[test]
    fn offices_that_are_there_and_are_not() {
        let country = |code| Tables::shared().country_of_code(code).expect("a country");
        assert!(lacks_office(country("GB"), "president") && lacks_office(country("US"), "prime minister"));
        assert!(!lacks_office(country("US"), "president") && !lacks_office(country("GB"), "prime minister"));
        assert!(!lacks_office(country("IR"), "prime minister"), "it had one until 1989");
    }

    #[test]
    fn every_country_is_known() {
        let rows = include_str!("data/absent_offices.tsv").lines().filter(|line| !line.starts_with('#'));
        let codes: Vec<&str> = rows.flat_map(|row| row.split_once('\t').expect("two columns").1.split('|')).collect();
        assert!(codes.len() > 50 && codes.iter().all(|code| Tables::shared().country_of_code(code).is_some()));
    }
}
