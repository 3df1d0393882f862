//! Name fields looked up in lexicons.

use nisba::Tagger;

use crate::clock::Contest;
use crate::data::names::Entity;
use crate::data::random::Random;
use crate::data::sounds::Script;
use crate::peers::Windows;
use crate::report::{Section, figure};
use crate::{Run, size_name};

pub(crate) const TITLE: &str = "Looking names up";

pub(crate) fn measure(run: &mut Run) -> Section {
    let about = "Names a second, by how the name is written, and how many of a hundred have the right entity first (for \
                 absent ones: have no answer of a confidence of a half). *symspell* finds listed names within two edits, \
                 of lower-case forms. A session starts with an empty memory of words.";
    let mut section = Section::new(TITLE, about);
    let count = if run.quick { 20 } else { 400 };
    let mut rows = Vec::new();
    for size in run.sizes() {
        let bed = run.beds.of(size);
        let lexicon = bed.lexicon();
        let tagger = Tagger::new([lexicon.clone()]);
        let forms = bed.forms();
        let windows = (size <= 100_000).then(|| Windows::new(&forms));
        let mut random = Random::of(3, size as u64);
        for way in ["exact", "respelled", "transliterated", "absent"] {
            let queries: Vec<(Entity, String)> =
                std::iter::repeat_with(|| query(&bed.names, way, &mut random)).flatten().take(count).collect();
            let answer = |name: &str| lexicon.look_up(name, 1).into_iter().next();
            let mut contest = Contest::new(run.patience);
            contest.add("nisba", || {
                let mut session = tagger.session();
                queries.iter().filter(|(_, name)| !session.look_up(name, 1).is_empty()).count()
            });
            if let Some(windows) = &windows {
                contest.add("symspell", || queries.iter().map(|(_, name)| windows.look_up(name)).sum());
            }
            let times = contest.run();
            let rate = |name: &str| times.of(name).map_or(f64::NAN, |seconds| count as f64 / seconds);
            let right = queries.iter().filter(|(entity, name)| match answer(name) {
                None => way == "absent",
                Some(found) if way == "absent" => found.confidence < 0.5,
                Some(found) => found.entity == entity.id(),
            });
            let right = right.count() as f64 * 100.0 / count as f64;
            let (nisba, symspell) = (rate("nisba"), rate("symspell"));
            let row = [nisba, symspell, nisba / symspell, right].map(figure);
            rows.push(std::iter::once(format!("{}, {way}", size_name(size))).chain(row).collect());
        }
    }
    section.table(&["names, way", "nisba/s", "symspell/s", "nisba of symspell", "right of 100"], &rows);
    section
}

/// An entity and its name in a way; none where this one cannot be written so.
fn query(names: &crate::data::names::Names, way: &str, random: &mut Random) -> Option<(Entity, String)> {
    if way == "absent" {
        let (_, entity) = names.unlisted((1 << 41) + random.below(1 << 30));
        let name = entity.name();
        return Some((entity, name));
    }
    let entity = names.entity(random.below(names.len()));
    let name = match way {
        "exact" => entity.name(),
        "respelled" => entity.respelled(random)?,
        _ => {
            let script = *random.of_slice(&Script::ALL);
            let loose = [script, entity.script].contains(&Script::Han);
            entity.in_script(script).filter(|_| !entity.lists(script) && !loose)?
        }
    };
    Some((entity, name))
}
