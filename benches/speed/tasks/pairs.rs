//! Pairs of names compared.

use crate::Run;
use crate::clock::Contest;
use crate::data::names::Entity;
use crate::data::random::Random;
use crate::data::sounds::Script;
use crate::report::{Section, figure};

pub(crate) const TITLE: &str = "Comparing pairs";

pub(crate) fn measure(run: &mut Run) -> Section {
    let about = "Pairs a second, and the mean score of such pairs. Jaro-Winkler (strsim) compares letters and knows no \
                 scripts; nisba reads names, aligns their sounds and gives a probability.";
    let mut section = Section::new(TITLE, about);
    let bed = run.beds.of(run.size());
    let count = if run.quick { 100 } else { 4_000 };
    let mut random = Random::of(5, 0);
    let mut rows = Vec::new();
    for kind in ["unrelated", "unrelated, two scripts", "same given name", "respelled", "transliterated"] {
        let mut pair = || {
            let (a, b) =
                (bed.names.entity(random.below(bed.names.len())), bed.names.entity(random.below(bed.names.len())));
            pair(kind, &a, &b, &mut random)
        };
        let pairs: Vec<(String, String)> = std::iter::repeat_with(&mut pair).flatten().take(count).collect();
        let mut contest = Contest::new(run.patience);
        contest
            .add("nisba", || pairs.iter().filter(|(a, b)| nisba::compare(a, b, "person").confidence > 0.5).count())
            .add("strsim", || pairs.iter().filter(|(a, b)| strsim::jaro_winkler(a, b) > 0.9).count());
        let times = contest.run();
        let rate = |name: &str| times.of(name).map_or(f64::NAN, |seconds| count as f64 / seconds);
        let mean =
            |score: &dyn Fn(&str, &str) -> f64| pairs.iter().map(|(a, b)| score(a, b)).sum::<f64>() / count as f64;
        rows.push(vec![
            kind.to_owned(),
            figure(rate("nisba")),
            figure(rate("strsim")),
            figure(rate("nisba") / rate("strsim")),
            figure(mean(&|a, b| f64::from(nisba::compare(a, b, "person").confidence))),
            figure(mean(&|a, b| strsim::jaro_winkler(a, b))),
        ]);
    }
    let head = ["pairs", "nisba/s", "Jaro-Winkler/s", "ratio", "nisba's mean", "Jaro-Winkler's mean"];
    section.table(&head, &rows);
    section
}

/// A pair of a kind; none where these two people make none.
fn pair(kind: &str, a: &Entity, b: &Entity, random: &mut Random) -> Option<(String, String)> {
    let latin =
        |entity: &Entity| Some(entity.name()).filter(|_| entity.script == Script::Latin && entity.kind == "person");
    match kind {
        "unrelated" => Some((latin(a)?, latin(b)?)).filter(|(a, b)| first(a) != first(b)),
        "unrelated, two scripts" => Some((latin(a)?, b.name())).filter(|_| b.script != Script::Latin),
        "same given name" => {
            let (a, b) = (latin(a)?, latin(b)?);
            let family = b.rsplit(' ').next()?;
            Some((format!("{} {family}", first(&a)), a)).filter(|(b, a)| a != b)
        }
        "respelled" => Some((latin(a)?, a.respelled(random)?)),
        _ => {
            let script = Script::ALL[1 + random.below(Script::ALL.len() - 2)];
            Some((latin(a)?, a.in_script(script)?))
        }
    }
}

fn first(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}
