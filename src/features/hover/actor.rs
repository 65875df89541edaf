//! An actor: name, kind, title, how this mention was resolved, counts, other forms, its record.

use crate::actors::{ActorId, Mention, MentionId, MentionKind, Resolution};
use crate::claims::Speaker;
use crate::features::completion::first_reference;
use crate::features::words;
use crate::index::{Key, Snapshot};
use crate::knowledge::{RecordKind, RecordView};
use crate::reading::Reading;
use crate::text::FileKey;

/// How many titles and forms are named.
const NAMED: usize = 4;

pub(super) fn lines(snapshot: &Snapshot, file: &FileKey, reading: &Reading, id: MentionId) -> Vec<String> {
    let mention = reading.actors.mention(id);
    let written = words::escaped(&words::quoted(reading, mention.span, 60));
    let Some(actor) = mention.actor else { return open_lines(reading, id, &written) };
    let mut lines = vec![head(snapshot, reading, actor)];
    lines.extend(how(reading, mention, &written));
    lines.push(counts(snapshot, reading, actor));
    lines.extend(forms(snapshot, file, reading, actor));
    let record = reading.actors.actor(actor).record.and_then(|id| snapshot.knowledge.record(id));
    lines.extend(record.and_then(|record| house_style(reading, record)));
    lines.extend(record.and_then(RecordView::note).map(|note| words::escaped(&words::shortened(note, 200))));
    lines.push(match record {
        Some(record) => format!("Record: {} in {}", words::escaped(record.id()), words::escaped(record.file().name())),
        None => {
            let introduction = reading.actors.mention(reading.actors.actor(actor).introduction);
            format!("No record in a knowledge file; introduced here in line {}", words::line(&reading.lines, introduction.span.start))
        }
    });
    lines
}

fn open_lines(reading: &Reading, id: MentionId, written: &str) -> Vec<String> {
    let candidates = reading.actors.open.iter().find(|(open, _)| *open == id).map(|(_, candidates)| candidates.as_slice()).unwrap_or(&[]);
    if candidates.is_empty() {
        return vec![format!("**{written}** - who is meant is not known")];
    }
    let names = candidates.iter().map(|actor| format!("- {}", words::escaped(&reading.actors.actor(*actor).name)));
    std::iter::once(format!("**{written}** - {} are equally likely:", words::count(candidates.len(), "actor")))
        .chain(names.take(8))
        .collect()
}

fn head(snapshot: &Snapshot, reading: &Reading, id: ActorId) -> String {
    let actor = reading.actors.actor(id);
    let mut head = format!("**{}** - {}", words::escaped(&actor.name), actor.class.noun());
    let record = actor.record.and_then(|id| snapshot.knowledge.record(id));
    let held = record.zip(reading.dates.reference).and_then(|(record, reference)| record.title_on(reference.day));
    if let Some(title) = held {
        head.push_str(&format!(" - {}", words::escaped(title)));
    } else if !actor.titles.is_empty() {
        let titles: Vec<String> = actor.titles.iter().take(NAMED).map(|title| words::escaped(&words::shortened(title, 60))).collect();
        head.push_str(&format!(" - {} (as written here)", titles.join(", ")));
    }
    head
}

/// The mention that a chain of pronouns goes back to: a name or description.
fn named(reading: &Reading, id: MentionId) -> MentionId {
    let is_pronoun = |id: &MentionId| reading.actors.mention(*id).kind == MentionKind::Pronoun;
    let mut chain = std::iter::successors(Some(id), |id| reading.actors.mention(*id).antecedent);
    // No chain is longer than the article.
    let end = chain.by_ref().take(reading.actors.mentions.len()).find(|id| !is_pronoun(id));
    let introduction = || Some(reading.actors.actor(reading.actors.mention(id).actor?).introduction);
    end.or_else(introduction).unwrap_or(id)
}

/// How a person is called on first and later reference.
fn house_style(reading: &Reading, record: RecordView<'_>) -> Option<String> {
    let day = reading.dates.reference.map(|reference| reference.day);
    let first = first_reference(record, day);
    let told = || format!("First reference: {}; later: {}", words::escaped(&first), words::escaped(record.short_form()));
    (record.kind() == RecordKind::Person).then(told)
}

/// How the mention was resolved, where it is not simply the name, without marks.
pub(super) fn why(reading: &Reading, mention: &Mention) -> Option<String> {
    how(reading, mention, &words::escaped(&words::quoted(reading, mention.span, 60))).map(|how| words::plain(&how))
}

/// How the mention was resolved, where it is not simply the name.
fn how(reading: &Reading, mention: &Mention, written: &str) -> Option<String> {
    let line = |id: MentionId| words::line(&reading.lines, reading.actors.mention(id).span.start);
    let leans = mention
        .antecedent
        .map(|id| named(reading, id))
        .map(|id| format!(" “{}”, line {}", words::escaped(&words::quoted(reading, reading.actors.mention(id).span, 40)), line(id)));
    let leans = leans.unwrap_or_default();
    let reason = match mention.resolution {
        Resolution::Introduction | Resolution::SameName => return None,
        Resolution::ShortName => format!("short for{leans}"),
        Resolution::Variant => format!("another form of{leans}"),
        Resolution::Acronym => format!("short for{leans}"),
        Resolution::Record => "a form that the record names".to_owned(),
        Resolution::Table => "a form of that name".to_owned(),
        Resolution::Title => format!("the only holder of that title here:{leans}"),
        Resolution::Description => format!("a description that fits{leans}"),
        Resolution::Pronoun => format!("the nearest that fits before:{leans}"),
        Resolution::Metonym => "the seat stands for its government".to_owned(),
    };
    Some(format!("“{written}”: {reason}"))
}

fn counts(snapshot: &Snapshot, reading: &Reading, id: ActorId) -> String {
    let here = reading.actors.mentions_of(id).count();
    let said = reading.claims.claims.iter().filter(|claim| claim.speaker == Speaker::Actor(id)).count();
    let key = Key::actor(reading.actors.actor(id), &snapshot.knowledge);
    let found = snapshot.index.find(key);
    let mut mentions = 0;
    for (entry, item) in &found {
        mentions += entry.mentions.of(*item).count();
    }
    let mut line = format!("Here {}, {}", words::count(here, "mention"), words::count(said, "statement"));
    if found.len() > 1 {
        line.push_str(&format!(". Workspace {} in {}", words::count(mentions, "mention"), words::count(found.len(), "article")));
        let days: Vec<_> = found.iter().filter_map(|(entry, _)| entry.day()).collect();
        if let (Some(first), Some(last)) = (days.first(), days.last()) {
            line.push_str(&if first == last { format!(", {first}") } else { format!(", {first} to {last}") });
        }
    }
    line
}

/// Other forms of the name, here and in other articles.
fn forms(snapshot: &Snapshot, file: &FileKey, reading: &Reading, id: ActorId) -> Option<String> {
    let actor = reading.actors.actor(id);
    let own = reading.actors.mentions_of(id).filter(|mention| mention.kind == MentionKind::Named);
    let mut forms: Vec<(String, String)> = Vec::new();
    let mut add = |form: &str, place: String| {
        if *form != *actor.name && !forms.iter().any(|(known, _)| known == form) {
            forms.push((form.to_owned(), place));
        }
    };
    for mention in own {
        add(&words::quoted(reading, mention.span, 60), format!("line {}", words::line(&reading.lines, mention.span.start)));
    }
    for (entry, item) in snapshot.index.find(Key::actor(actor, &snapshot.knowledge)) {
        if let (false, Some(other)) = (entry.file == *file, entry.actors.get(item)) {
            for (number, form) in other.forms().enumerate() {
                let first = entry.mentions.of(item).find(|mention| usize::from(mention.form) == number);
                // Of very many forms the last ones are not kept apart.
                add(form, words::marked_place(&entry.file, &entry.lines, first.map_or(other.introduction, |mention| mention.span)));
            }
        }
    }
    let shown: Vec<String> = forms.iter().take(NAMED).map(|(form, place)| format!("{} ({place})", words::escaped(form))).collect();
    (!shown.is_empty()).then(|| format!("Also written: {}", shown.join(", ")))
}
