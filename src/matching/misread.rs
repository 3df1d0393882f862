//! Whether letters may be others misread by a machine.
//!
//! What reads print takes one shape for another: e for c, m for rn, the long s for f. The pairs are set by hand, of letters
//! of like shape in roman and broken type.

/// Letters that are taken for each other, in small letters.
const SINGLE: &[&str] =
    &["ceo", "nu", "hb", "ilt1jf!", "fs", "gq", "o0", "s5", "vy", "äüö", "aä", "oö", "uü", "eéè", "rt", "kl", "ao"];

/// Runs of letters that are taken for one.
const RUNS: &[(&[u8; 2], char)] = &[
    (b"rn", 'm'),
    (b"ni", 'm'),
    (b"in", 'm'),
    (b"nn", 'm'),
    (b"vv", 'w'),
    (b"cl", 'd'),
    (b"li", 'h'),
    (b"ii", 'u'),
    (b"ri", 'n'),
    (b"fl", 'ß'),
    (b"ff", 'ß'),
    (b"ss", 'ß'),
];

/// Letters of the shortest name that is told.
const SHORTEST: usize = 5;
/// Letters of the longest.
const LONGEST: usize = 40;
/// Letters for each of which one may be misread.
const PER_FAULT: usize = 5;
/// More faults than any name may have.
const TOO_MANY: u8 = 100;

/// What the tables have of each ASCII letter, as bits.
struct Tables {
    /// The sets of [`SINGLE`] that it is in.
    shapes: [u32; 128],
    /// The runs of [`RUNS`] that it begins, those that it ends, and those that are taken for it.
    begins: [u16; 128],
    ends: [u16; 128],
    stands_for: [u16; 128],
}

static TABLES: Tables = {
    let mut tables = Tables { shapes: [0; 128], begins: [0; 128], ends: [0; 128], stands_for: [0; 128] };
    let mut set = 0;
    while set < SINGLE.len() {
        let letters = SINGLE[set].as_bytes();
        let mut i = 0;
        while i < letters.len() {
            if letters[i] < 128 {
                tables.shapes[letters[i] as usize] |= 1 << set;
            }
            i += 1;
        }
        set += 1;
    }
    let mut i = 0;
    while i < RUNS.len() {
        let (&[first, second], one) = RUNS[i];
        tables.begins[first as usize] |= 1 << i;
        tables.ends[second as usize] |= 1 << i;
        if (one as usize) < 128 {
            tables.stands_for[one as usize] |= 1 << i;
        }
        i += 1;
    }
    tables
};

/// A name letter by letter.
#[derive(Clone, Copy, Default)]
struct Letter {
    letter: char,
    /// The sets of [`SINGLE`] that it is in, as bits.
    shapes: u32,
    /// The runs of [`RUNS`] that end with it, and those that are taken for it.
    ends: u16,
    stands_for: u16,
}

impl Letter {
    /// A letter behind another.
    #[inline]
    fn new(before: char, letter: char) -> Self {
        if !letter.is_ascii() {
            let shapes = SINGLE.iter().enumerate().filter(|(_, set)| set.contains(letter)).map(|(i, _)| 1 << i).sum();
            let stands_for = RUNS.iter().enumerate().filter(|(_, run)| run.1 == letter).map(|(i, _)| 1 << i).sum();
            return Self { letter, shapes, ends: 0, stands_for };
        }
        let at = letter as usize;
        let ends = TABLES.ends[at] & TABLES.begins.get(before as usize).copied().unwrap_or(0);
        Self { letter, shapes: TABLES.shapes[at], ends, stands_for: TABLES.stands_for[at] }
    }
}

/// Writes letters into slots, as many as there are: how many letters these are, or one more than there are slots.
fn fill(slots: &mut [Letter], letters: impl Iterator<Item = char>) -> usize {
    let (mut count, mut before) = (0, '\0');
    for letter in letters.take(slots.len() + 1) {
        if let Some(slot) = slots.get_mut(count) {
            *slot = Letter::new(before, letter);
        }
        before = letter;
        count += 1;
    }
    count
}

/// Whether `written`, in small letters, may be `listed` misread: no other difference, and one in every few letters at most.
pub(crate) fn is_misread(written: impl Iterator<Item = char>, listed: impl Iterator<Item = char>) -> bool {
    let (mut ours, mut theirs) = ([Letter::default(); LONGEST], [Letter::default(); LONGEST]);
    let lens = (fill(&mut ours, written), fill(&mut theirs, listed));
    let longer = lens.0.max(lens.1);
    if lens.0.min(lens.1) < SHORTEST || longer > LONGEST || lens.0.abs_diff(lens.1) > longer / PER_FAULT {
        return false;
    }
    let (ours, theirs) = (&ours[..lens.0], &theirs[..lens.1]);
    let most = longer / PER_FAULT;
    // The least faults for each two prefixes, in rows of three prefixes of ours. A fault shifts by one letter at most.
    let mut rows = [[TOO_MANY; LONGEST + 1]; 3];
    rows[0][0] = 0;
    let mut least_before = 0;
    for i in 0..=ours.len() {
        let (here, last, second) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        let mut least_here = TOO_MANY;
        if i > 0 {
            rows[here] = [TOO_MANY; LONGEST + 1];
        }
        for j in i.saturating_sub(most)..=theirs.len().min(i + most) {
            let mut least = rows[here][j];
            if i > 0 && j > 0 {
                let (a, b) = (&ours[i - 1], &theirs[j - 1]);
                if a.letter == b.letter {
                    least = least.min(rows[last][j - 1]);
                } else if a.shapes & b.shapes != 0 {
                    least = least.min(rows[last][j - 1] + 1);
                }
                if i > 1 && a.ends & b.stands_for != 0 {
                    least = least.min(rows[second][j - 1] + 1);
                }
                if j > 1 && a.stands_for & b.ends != 0 {
                    least = least.min(rows[last][j - 2] + 1);
                }
            }
            least = least.min(TOO_MANY);
            rows[here][j] = least;
            least_here = least_here.min(least);
        }
        // What has too many faults already leads nowhere.
        if usize::from(least_here.min(least_before)) > most {
            return false;
        }
        least_before = least_here;
    }
    let least = usize::from(rows[ours.len() % 3][theirs.len()]);
    (1..=most).contains(&least)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    /// The least faults between two names, by all ways of reading one as the other.
    fn faults(ours: &[char], theirs: &[char]) -> usize {
        let one = |a: char, b: char| a != b && SINGLE.iter().any(|set| set.contains(a) && set.contains(b));
        let run = |many: &[char], one: char| {
            RUNS.iter().any(|&(run, b)| b == one && many == [char::from(run[0]), char::from(run[1])])
        };
        let mut least = usize::MAX - 1;
        match (ours, theirs) {
            ([], []) => return 0,
            ([a, ours @ ..], [b, theirs @ ..]) if a == b => least = faults(ours, theirs),
            ([a, ours @ ..], [b, theirs @ ..]) if one(*a, *b) => least = faults(ours, theirs).saturating_add(1),
            _ => {}
        }
        if let ([a, b, ours @ ..], [c, theirs @ ..]) = (ours, theirs)
            && run(&[*a, *b], *c)
        {
            least = least.min(faults(ours, theirs).saturating_add(1));
        }
        if let ([c, ours @ ..], [a, b, theirs @ ..]) = (ours, theirs)
            && run(&[*a, *b], *c)
        {
            least = least.min(faults(ours, theirs).saturating_add(1));
        }
        least
    }

    #[test]
    fn rows_find_what_all_ways_find() {
        let letters: Vec<char> = "rnmicleodhtf1ß".chars().collect();
        let mut state = 7_u64;
        let mut next = |n: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).expect("31 bits") % n
        };
        let mut found = 0;
        for _ in 0..20_000 {
            let theirs: Vec<char> = (0..5 + next(7)).map(|_| letters[next(letters.len())]).collect();
            // Some letters are read as others, some runs as one.
            let mut ours = theirs.clone();
            for _ in 0..next(4) {
                let (at, run) = (next(ours.len()), RUNS[next(RUNS.len())]);
                match next(3) {
                    0 => ours[at] = letters[next(letters.len())],
                    1 => drop(ours.splice(at..=at, run.0.map(char::from))),
                    _ => drop(ours.splice(at..ours.len().min(at + 2), [run.1])),
                }
            }
            let most = ours.len().max(theirs.len()) / PER_FAULT;
            let expected = ours.len() >= SHORTEST && (1..=most).contains(&faults(&ours, &theirs));
            found += usize::from(expected);
            let is = is_misread(ours.iter().copied(), theirs.iter().copied());
            assert_eq!(is, expected, "{ours:?} {theirs:?}");
        }
        assert!(found > 300, "{found}");
    }

    #[rstest]
    #[case("oesterrcich", "oesterreich", true)]
    #[case("westmüchte", "westmächte", true)]
    #[case("nashvule", "nashville", false)]
    #[case("manchefter", "manchester", true)]
    #[case("gerrnany", "germany", true)]
    #[case("russia", "prussia", false)]
    #[case("rome", "rone", false)]
    #[case("niger", "nigeria", false)]
    #[case("same", "same", false)]
    fn tells_misread_letters(#[case] written: &str, #[case] listed: &str, #[case] expected: bool) {
        assert_eq!(is_misread(written.chars(), listed.chars()), expected);
    }
}
