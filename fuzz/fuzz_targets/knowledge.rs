//! Any knowledge file and any import is read or refused; what was read is written so that it reads without problems of its own.
#![no_main]

use backread::export::records;
use backread::knowledge::{Knowledge, KnowledgeFile, RecordKind, import};
use backread::text::FileKey;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for name in ["entities.toml", "entities.csv"] {
        let file = KnowledgeFile::parse(&FileKey::new(name), text);
        let knowledge = Knowledge::build(&[&file]);
        knowledge.by_form(text);
        let read: Vec<_> = file.records().iter().map(|record| record.to_record()).collect();
        records::csv(&read);
        records::popolo(&read);
        records::follow_the_money(&read);
        let written = records::toml(&read);
        let again = KnowledgeFile::parse(&FileKey::new("entities.toml"), &written);
        assert_eq!(again.records().len(), file.records().len(), "{written}");
    }
    let _ = import::popolo(text);
    let _ = import::follow_the_money(text);
    let _ = import::wikidata(text, RecordKind::Person);
    let _ = import::petrarch(text);
});
