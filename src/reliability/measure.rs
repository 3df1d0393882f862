//! The figures: calibration error, Brier score, log loss, precision and recall, with what chance does to them.

use serde::Serialize;

use super::Answer;

/// Bins of equal mass that the calibration error is taken over.
const BINS: usize = 15;
/// Resamplings that an interval rests on.
const RESAMPLINGS: usize = 1000;
/// Confidences are held this far from 0 and 1 in the log loss, which is otherwise infinite for one sure mistake.
const LOG_LOSS_CLIP: f64 = 1e-4;
/// Below so many answers, an interval says nothing.
const FEWEST: usize = 50;
/// The standard normal quantile of a 95 % interval.
const Z: f64 = 1.959_964;

/// How good some answers and their confidences are.
///
/// An answer counts as given from a confidence of .5 on.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Measures {
    /// Answers with a confidence.
    pub answers: usize,
    /// Answers that should be given.
    pub sought: usize,
    /// The expected calibration error over bins of equal mass: how far confidences are from frequencies.
    pub ece: f64,
    /// The 95 % interval of `ece` under resampling of cases; none where there are too few answers.
    pub ece_interval: Option<(f64, f64)>,
    /// The mean square of what the confidences are off by.
    pub brier: f64,
    /// The mean negative logarithm (nats) of the probability that was given to the truth.
    pub log_loss: f64,
    /// The share of the given answers that are right; none if none is given.
    pub precision: Option<f64>,
    /// The share of the sought answers that are given; none if none is sought.
    pub recall: Option<f64>,
    /// The harmonic mean of precision and recall.
    pub f1: Option<f64>,
    /// The bins, by rising confidence.
    pub bins: Vec<Bin>,
    /// Answers by tenth of confidence.
    pub tenths: [usize; 10],
}

/// Answers of nearly one confidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Bin {
    /// Answers.
    pub count: usize,
    /// The mean confidence.
    pub confidence: f64,
    /// The share that is right.
    pub right: f64,
    /// The 95 % interval of the share, after Wilson.
    pub interval: (f64, f64),
}

impl Measures {
    /// The figures of some answers, whatever their order.
    pub(super) fn of(answers: &[&Answer]) -> Self {
        let mut rated: Vec<Rated> = answers.iter().filter_map(|a| Rated::of(a)).collect();
        rated.sort_by(|a, b| a.confidence.total_cmp(&b.confidence));
        let ones = vec![1; rated.len()];
        let bins: Vec<Bin> = bins(&rated, &ones).iter().map(Sum::bin).collect();
        let ece = calibration_error(&rated, &ones);
        let mut tenths = [0; 10];
        let tenth = |r: &Rated| (1..10).filter(|&t| r.confidence * 10.0 >= f64::from(t)).count();
        rated.iter().for_each(|r| tenths[tenth(r)] += 1);
        let mean = |f: fn(&Rated) -> f64| ratio(rated.iter().map(f).sum(), rated.len());
        let count = |f: fn(&Answer) -> bool| answers.iter().filter(|a| f(a)).count();
        let (given, sought) = (count(Answer::is_given), count(|a| a.sought));
        let hits = count(|a| a.is_given() && a.right && a.sought);
        Self {
            answers: rated.len(),
            sought,
            ece: rounded(ece),
            ece_interval: interval(&rated, ece).map(|(low, high)| (rounded(low), rounded(high))),
            brier: rounded(mean(|r| (r.confidence - r.truth()).powi(2))),
            log_loss: rounded(mean(Rated::surprise)),
            precision: share(hits, given),
            recall: share(hits, sought),
            f1: share(2 * hits, given + sought),
            bins,
            tenths,
        }
    }
}

/// An answer with a confidence.
struct Rated {
    confidence: f64,
    right: bool,
    case: usize,
}

impl Rated {
    fn of(answer: &Answer) -> Option<Self> {
        let confidence = f64::from(answer.confidence?);
        Some(Self { confidence, right: answer.right, case: answer.case })
    }

    fn truth(&self) -> f64 {
        f64::from(u8::from(self.right))
    }

    fn surprise(&self) -> f64 {
        let p = self.confidence.clamp(LOG_LOSS_CLIP, 1.0 - LOG_LOSS_CLIP);
        -(if self.right { p } else { 1.0 - p }).ln()
    }
}

/// What is counted of a bin.
#[derive(Clone, Copy, Default)]
struct Sum {
    count: usize,
    confidence: f64,
    right: usize,
}

impl Sum {
    fn error(&self) -> f64 {
        (self.confidence - self.right as f64).abs()
    }

    fn bin(&self) -> Bin {
        Bin {
            count: self.count,
            confidence: rounded(ratio(self.confidence, self.count)),
            right: rounded(ratio(self.right as f64, self.count)),
            interval: wilson(self.right, self.count),
        }
    }
}

/// Bins of equal mass over answers sorted by confidence, each counting as often as its weight says.
///
/// Answers of one confidence stay together, so that their order decides nothing; there may be fewer bins for it.
fn bins(rated: &[Rated], weights: &[u32]) -> Vec<Sum> {
    let total: usize = weights.iter().map(|&w| w as usize).sum();
    let (mut bins, mut open, mut before) = (Vec::with_capacity(BINS), Sum::default(), 0);
    for (i, (answer, &weight)) in rated.iter().zip(weights).enumerate() {
        open.count += weight as usize;
        open.confidence += f64::from(weight) * answer.confidence;
        open.right += if answer.right { weight as usize } else { 0 };
        let is_tied = rated.get(i + 1).is_some_and(|next| next.confidence.to_bits() == answer.confidence.to_bits());
        let is_full = (before + open.count) * BINS >= total * (before * BINS / total + 1);
        if open.count > 0 && is_full && !is_tied {
            before += open.count;
            bins.push(std::mem::take(&mut open));
        }
    }
    bins.extend((open.count > 0).then_some(open));
    bins
}

fn calibration_error(rated: &[Rated], weights: &[u32]) -> f64 {
    let total = weights.iter().map(|&w| w as usize).sum();
    ratio(bins(rated, weights).iter().map(Sum::error).sum(), total)
}

/// The 95 % interval of a calibration error: cases are drawn with replacement, since the answers within a text are not
/// independent.
///
/// Drawing adds noise, which only ever adds to a calibration error: the draws are shifted so that their mean is the
/// error that they resample.
fn interval(rated: &[Rated], ece: f64) -> Option<(f64, f64)> {
    let mut cases: Vec<usize> = rated.iter().map(|r| r.case).collect();
    cases.sort_unstable();
    cases.dedup();
    if rated.len() < FEWEST || cases.len() < 2 {
        return None;
    }
    let of_case: Vec<usize> = rated.iter().filter_map(|r| cases.binary_search(&r.case).ok()).collect();
    let mut random = SplitMix(0);
    let mut draws: Vec<f64> = (0..RESAMPLINGS)
        .map(|_| {
            let mut drawn = vec![0; cases.len()];
            (0..cases.len()).for_each(|_| drawn[random.below(cases.len())] += 1);
            let weights: Vec<u32> = of_case.iter().map(|&case| drawn[case]).collect();
            calibration_error(rated, &weights)
        })
        .collect();
    draws.sort_by(f64::total_cmp);
    let shift = ece - draws.iter().sum::<f64>() / RESAMPLINGS as f64;
    let at = |share: usize| (draws[share * RESAMPLINGS / 1000] + shift).clamp(0.0, 1.0);
    Some((at(25), at(974)))
}

/// The 95 % interval of a share, after Wilson.
fn wilson(hits: usize, count: usize) -> (f64, f64) {
    if count == 0 {
        return (0.0, 1.0);
    }
    let n = count as f64;
    let p = hits as f64 / n;
    let scale = 1.0 + Z * Z / n;
    let centre = (p + Z * Z / (2.0 * n)) / scale;
    let half = Z / scale * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    (rounded((centre - half).max(0.0)), rounded((centre + half).min(1.0)))
}

fn ratio(part: f64, count: usize) -> f64 {
    if count == 0 { 0.0 } else { part / count as f64 }
}

/// A figure to four places, beyond which there is only noise.
fn rounded(x: f64) -> f64 {
    (x * 1e4).round() / 1e4
}

/// A share, if it is one of anything.
fn share(part: usize, count: usize) -> Option<f64> {
    (count > 0).then(|| rounded(ratio(part as f64, count)))
}

/// SplitMix64: small, and the same on every machine.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    /// A number below `count`; the bias of the remainder is far below what is measured.
    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(rated: &[(f32, bool)]) -> Vec<Answer> {
        let answer = |(case, &(c, right)): (usize, &(f32, bool))| Answer::test(case, Some(c), right);
        rated.iter().enumerate().map(answer).collect()
    }

    fn measures(answers: &[Answer]) -> Measures {
        Measures::of(&answers.iter().collect::<Vec<_>>())
    }

    #[test]
    fn figures_of_four_answers() {
        let m = measures(&answers(&[(1.0, true), (0.75, true), (0.75, false), (0.0, true)]));
        // Three distinct confidences, three bins: errors 1, .5 (of two answers) and 0.
        assert_eq!(m.bins.len(), 3);
        assert!((m.ece - (1.0 + 0.5) / 4.0).abs() < 1e-4, "{}", m.ece);
        assert!((m.brier - (0.0625 + 0.5625 + 1.0) / 4.0).abs() < 1e-4);
        assert_eq!((m.precision, m.recall, m.f1), (Some(0.6667), Some(0.6667), Some(0.6667)));
        assert!(m.log_loss.is_finite());
    }

    #[test]
    fn confidences_that_are_frequencies_have_no_error_beyond_noise() {
        let mut random = SplitMix(7);
        let rated: Vec<(f32, bool)> = (0..3000)
            .map(|i| {
                let percent = i % 100;
                (percent as f32 / 100.0, random.below(100) < percent)
            })
            .collect();
        let m = measures(&answers(&rated));
        let (low, high) = m.ece_interval.unwrap();
        assert!(m.ece < 0.03 && low <= m.ece && m.ece <= high && high < 0.05, "{} {low} {high}", m.ece);
        assert_eq!(m.bins.len(), BINS);
    }

    #[test]
    fn nothing_measured_is_no_panic() {
        assert_eq!(measures(&[]), Measures::default());
        let lost = measures(&[Answer { sought: true, ..Answer::test(0, None, false) }]);
        assert_eq!((lost.answers, lost.sought, lost.recall, lost.precision), (0, 1, Some(0.0), None));
    }
}
