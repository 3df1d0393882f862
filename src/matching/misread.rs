//! Whether letters may be others misread by a machine.
//!
//! What reads print takes one shape for another: e for c, m for rn, the long s for f. The pairs are set by hand, of letters
//! of like shape in roman and broken type.

/// Letters that are taken for each other, in small letters.
const SINGLE: &[&str] =
    &["ceo", "nu", "hb", "ilt1jf!", "fs", "gq", "o0", "s5", "vy", "äüö", "aä", "oö", "uü", "eéè", "rt", "kl", "ao"];

/// Runs of letters that are taken for one.
const RUNS: &[(&str, char)] = &[
    ("rn", 'm'),
    ("ni", 'm'),
    ("in", 'm'),
    ("nn", 'm'),
    ("vv", 'w'),
    ("cl", 'd'),
    ("li", 'h'),
    ("ii", 'u'),
    ("ri", 'n'),
    ("fl", 'ß'),
    ("ff", 'ß'),
    ("ss", 'ß'),
];

/// Letters of the shortest name that is told.
const SHORTEST: usize = 5;
/// Letters of the longest.
const LONGEST: usize = 40;
/// Letters for each of which one may be misread.
const PER_FAULT: usize = 5;

/// Writes letters into slots, as many as there are: how many letters these are, or one more than there are slots.
fn fill(slots: &mut [char], letters: impl Iterator<Item = char>) -> usize {
    let mut count = 0;
    for letter in letters.take(slots.len() + 1) {
        if let Some(slot) = slots.get_mut(count) {
            *slot = letter;
        }
        count += 1;
    }
    count
}

/// Whether `written`, in small letters, may be `listed` misread: no other difference, and one in every few letters at most.
pub(crate) fn is_misread(written: impl Iterator<Item = char>, listed: impl Iterator<Item = char>) -> bool {
    let (mut ours, mut theirs) = (['\0'; LONGEST], ['\0'; LONGEST]);
    let lens = (fill(&mut ours, written), fill(&mut theirs, listed));
    let longer = lens.0.max(lens.1);
    if lens.0.min(lens.1) < SHORTEST || longer > LONGEST || lens.0.abs_diff(lens.1) > longer / PER_FAULT {
        return false;
    }
    let (ours, theirs) = (&ours[..lens.0], &theirs[..lens.1]);
    let most = u8::try_from(longer / PER_FAULT).unwrap_or(u8::MAX);
    // The least faults for each two prefixes.
    let width = theirs.len() + 1;
    let mut faults = [u8::MAX; (LONGEST + 1) * (LONGEST + 1)];
    faults[0] = 0;
    for i in 0..=ours.len() {
        for j in 0..=theirs.len() {
            // What has too many faults already leads nowhere.
            let before = |n: usize, m: usize| {
                let faults = (i >= n && j >= m).then(|| faults[(i - n) * width + j - m]);
                faults.filter(|&faults| faults <= most)
            };
            let mut least = faults[i * width + j];
            if let Some(n) = before(1, 1) {
                let (a, b) = (ours[i - 1], theirs[j - 1]);
                if a == b {
                    least = least.min(n);
                } else if n < most && SINGLE.iter().any(|set| set.contains(a) && set.contains(b)) {
                    least = least.min(n.saturating_add(1));
                }
            }
            let may_be_run = before(2, 1).or(before(1, 2)).is_some();
            for &(run, one) in if may_be_run { RUNS } else { &[] } {
                let ends = |letters: &[char], at: usize| at >= 2 && run.chars().eq(letters[at - 2..at].iter().copied());
                if let Some(n) = before(2, 1)
                    && ends(ours, i)
                    && theirs[j - 1] == one
                {
                    least = least.min(n.saturating_add(1));
                }
                if let Some(n) = before(1, 2)
                    && ends(theirs, j)
                    && ours[i - 1] == one
                {
                    least = least.min(n.saturating_add(1));
                }
            }
            faults[i * width + j] = least;
        }
    }
    let least = faults[ours.len() * width + theirs.len()];
    (1..=most).contains(&least)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

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
