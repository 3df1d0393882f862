//! The reliability diagram as an SVG that needs nothing else: no fonts, no scripts, light or dark as the reader has it.

use std::fmt::Write;

use super::{Measures, Report, Slice};

/// The side of a diagram's square.
const SIDE: f64 = 240.0;
/// The height of the counts under it.
const COUNTS: f64 = 40.0;
/// What lies left of and above a square, for labels.
const MARGIN: (f64, f64) = (64.0, 60.0);
/// The distance from one diagram to the next.
const STEP: (f64, f64) = (SIDE + 84.0, SIDE + COUNTS + 124.0);

// Colours are given twice in full: not every viewer knows variables.
const STYLE: &str = "\
.page{fill:#fff}
text{font:12px system-ui,sans-serif;fill:#24292f}
.head{font-weight:600;font-size:13px}
.grid{stroke:#d0d7de;fill:none}
.ideal{stroke:#24292f;stroke-dasharray:4 4;opacity:.6}
.bin{stroke:#0b61c4;stroke-width:1.5;fill:#0b61c4}
.line{stroke:#0b61c4;fill:none;opacity:.5}
.count{fill:#0b61c4;opacity:.6}
@media (prefers-color-scheme:dark){
.page{fill:#0d1117}
text{fill:#e6edf3}
.grid{stroke:#3d444d}
.ideal{stroke:#e6edf3}
.bin{stroke:#6cb6ff;fill:#6cb6ff}
.line{stroke:#6cb6ff}
.count{fill:#6cb6ff}
}";

impl Report {
    /// The reliability diagram: the share of right answers over confidence, of all answers and by kind of case.
    pub fn svg(&self) -> String {
        let shown: Vec<&Slice> = self.slices.iter().filter(|s| matches!(s.by, "all" | "case")).collect();
        let rows = shown.len().div_ceil(2);
        let (width, height) = (MARGIN.0 + 2.0 * STEP.0 - 48.0, 8.0 + STEP.1 * rows as f64);
        let all = self.overall();
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" role=\"img\" aria-labelledby=\"title desc\">\n\
             <title id=\"title\">Reliability of the confidences</title>\n\
             <desc id=\"desc\">{}</desc>\n<style>{STYLE}</style>\n\
             <rect class=\"page\" width=\"100%\" height=\"100%\"/>\n",
            description(all)
        );
        for (i, slice) in shown.iter().enumerate() {
            let (x, y) = (MARGIN.0 + STEP.0 * (i % 2) as f64, MARGIN.1 + STEP.1 * (i / 2) as f64);
            let _ = writeln!(svg, "<g transform=\"translate({x} {y})\">");
            diagram(slice, &mut svg);
            svg.push_str("</g>\n");
        }
        svg.push_str("</svg>\n");
        svg
    }
}

/// The diagram in words, for who cannot see it.
fn description(all: &Measures) -> String {
    let mut text = format!(
        "For each bin of answers, the share that is right over the mean confidence, with 95 % intervals; a dashed line \
         shows where they would be equal. {} answers, expected calibration error {:.3}.",
        all.answers, all.ece
    );
    for bin in &all.bins {
        let _ = write!(text, " At confidence {:.2}, {:.2} are right.", bin.confidence, bin.right);
    }
    text
}

fn diagram(slice: &Slice, svg: &mut String) {
    let m = &slice.measures;
    let title = match slice.name.as_str() {
        "all" => "All answers",
        "pair" => "Pairs",
        "name" => "Names",
        "text" => "Mentions in texts",
        other => other,
    };
    let noise = m.ece_interval.map_or(String::new(), |(low, high)| format!(" ({low:.3}–{high:.3})"));
    axes(title, &format!("{} answers, ECE {:.3}{noise}", m.answers, m.ece), svg);
    let line: Vec<String> =
        m.bins.iter().map(|b| format!("{:.1},{:.1}", SIDE * b.confidence, height(b.right))).collect();
    let _ = writeln!(svg, "<polyline class=\"line\" points=\"{}\"/>", line.join(" "));
    for bin in &m.bins {
        let (x, y) = (SIDE * bin.confidence, height(bin.right));
        let (low, high) = (height(bin.interval.0), height(bin.interval.1));
        let _ = writeln!(
            svg,
            "<g class=\"bin\"><title>{} answers, confidence {:.3}, right {:.3}</title>\
             <path d=\"M{x:.1} {low:.1}V{high:.1}M{:.1} {low:.1}h6M{:.1} {high:.1}h6\"/>\
             <circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/></g>",
            bin.count,
            bin.confidence,
            bin.right,
            x - 3.0,
            x - 3.0
        );
    }
    counts(m, svg);
}

/// Where a share stands.
fn height(share: f64) -> f64 {
    SIDE * (1.0 - share)
}

fn axes(title: &str, figures: &str, svg: &mut String) {
    let _ = writeln!(svg, "<text class=\"head\" x=\"0\" y=\"-30\">{title}</text>");
    let _ = writeln!(svg, "<text x=\"0\" y=\"-12\">{figures}</text>");
    let _ = writeln!(svg, "<rect class=\"grid\" width=\"{SIDE}\" height=\"{SIDE}\"/>");
    let _ = writeln!(svg, "<line class=\"ideal\" x1=\"0\" y1=\"{SIDE}\" x2=\"{SIDE}\" y2=\"0\"/>");
    for tick in 0..=4 {
        let share = f64::from(tick) / 4.0;
        let (x, y) = (SIDE * share, height(share));
        let _ = writeln!(svg, "<path class=\"grid\" d=\"M0 {y}H{SIDE}M{x} 0V{SIDE}\"/>");
        let _ = writeln!(svg, "<text x=\"-6\" y=\"{}\" text-anchor=\"end\">{share}</text>", y + 4.0);
        let label = SIDE + COUNTS + 24.0;
        let _ = writeln!(svg, "<text x=\"{x}\" y=\"{label}\" text-anchor=\"middle\">{share}</text>");
    }
    let middle = SIDE / 2.0;
    let _ = writeln!(
        svg,
        "<text transform=\"translate(-40 {middle}) rotate(-90)\" text-anchor=\"middle\">share that is right</text>"
    );
    let foot = SIDE + COUNTS + 42.0;
    let _ = writeln!(svg, "<text x=\"{middle}\" y=\"{foot}\" text-anchor=\"middle\">confidence</text>");
}

/// Bars of the answers by tenth of confidence.
fn counts(m: &Measures, svg: &mut String) {
    let most = m.tenths.iter().copied().max().unwrap_or_default().max(1) as f64;
    let floor = SIDE + COUNTS + 8.0;
    for (i, &count) in m.tenths.iter().enumerate() {
        let (x, tall) = (SIDE * i as f64 / 10.0, COUNTS * count as f64 / most);
        let _ = writeln!(
            svg,
            "<rect class=\"count\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{tall:.1}\"><title>{count} \
             answers</title></rect>",
            x + 1.0,
            floor - tall,
            SIDE / 10.0 - 2.0
        );
    }
}
