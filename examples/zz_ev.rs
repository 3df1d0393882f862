use std::io::Write;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[2]).unwrap();
    let rows: Vec<[&str; 3]> = text
        .lines()
        .map(|l| {
            let mut f = l.split('\t');
            [f.next().unwrap(), f.next().unwrap(), f.next().unwrap_or("")]
        })
        .collect();
    if args[1] == "ev" {
        let mut out = std::io::BufWriter::new(std::io::stdout());
        for [a, b, t] in rows {
            let c = nisba::compare(a, b, t);
            writeln!(out, "{}\t{}", c.confidence.to_bits(), serde_json::to_string(&c.evidence).unwrap()).unwrap();
        }
        return;
    }
    for _ in 0..args.get(3).map_or(3, |n| n.parse().unwrap()) {
        let clock = cpu_time::ThreadTime::now();
        let mut n = 0;
        for [a, b, t] in &rows {
            n += usize::from(nisba::compare(a, b, t).confidence > 0.5);
        }
        let s = clock.elapsed().as_secs_f64();
        println!("{} {n} {:.0}/s {:.0}ns", args[2], rows.len() as f64 / s, s / rows.len() as f64 * 1e9);
    }
}
