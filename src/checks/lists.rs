//! Word lists of checks: lines of cells between tabs, `#` for comments.

/// The rows of a list; a row of another number of cells is none.
pub(super) fn rows<const N: usize>(data: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = data.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn rows_are_read_and_comments_are_not() {
        let read: Vec<[&str; 2]> = rows("# one\ttwo\na\tb\n\nc\nd\te f").collect();
        assert_eq!(read, [["a", "b"], ["d", "e f"]]);
    }

    #[test]
    fn every_row_of_every_list_has_its_cells() {
        let lists = [
            (1, include_str!("data/function-words.tsv")),
            (3, include_str!("data/opposites.tsv")),
            (3, include_str!("data/loaded.tsv")),
            (2, include_str!("data/hedges.tsv")),
            (1, include_str!("data/vague-sources.tsv")),
            (3, include_str!("data/likelihood.tsv")),
        ];
        for (cells, list) in lists {
            assert!(list.starts_with("# "), "what it is and whose it is stands on top");
            for line in list.lines().filter(|line| !line.starts_with('#')) {
                assert_eq!(line.split('\t').count(), cells, "{line}");
            }
        }
    }
}
