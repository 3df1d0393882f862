#!/usr/bin/env bash
# Makes seeds of the shipped cases and lexicons, runs each target for SECONDS_EACH (600) and prints, tab-separated:
# rows for tests/robustness/apart.tsv: how many inputs, how long, what was found. Needs nightly and cargo-fuzz. `fuzz/run.sh text names` runs these two alone.
# SANITIZER=none leaves out the address sanitizer: one line of the crate is unsafe, and there are some hundred times the inputs.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${SECONDS_EACH:-600}
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(text source compiled input import cases names)

seeds() {
    mkdir -p fuzz/corpus/{text,source,compiled,input,import,cases,names}
    # A text, a pair and a line of cases to a file each.
    cat lexicons/cases/*.cases | awk '
        /^text/ && n++ % 5 == 0 { t = $0; sub(/^[^:]*: /, "", t); gsub(/\]\([^)]*\)/, "", t); gsub(/\[/, "", t)
            printf "%s", t > ("fuzz/corpus/text/" n); close("fuzz/corpus/text/" n) }
        /^pair/ { p = $0; sub(/^[^:]*: /, "", p); sub(/ !?= /, "\t", p); sub(/ \(/, "\t", p); sub(/\)$/, "", p)
            printf "%s", p > ("fuzz/corpus/names/" ++m); close("fuzz/corpus/names/" m) }
        /^(text|pair|name)/ && k++ % 5 == 0 { print > ("fuzz/corpus/cases/" k); close("fuzz/corpus/cases/" k) }'
    cp fuzz/lexicon.toml fuzz/corpus/source/all
    awk -v RS= 'n++ % 20 == 0 { print > ("fuzz/corpus/source/" n); close("fuzz/corpus/source/" n) }' lexicons/people/*.toml
    printf '{"id": "Q1", "name": "Anna Lindt", "type": "person", "variants": ["A. Lindt"]}\n' > fuzz/corpus/source/bulk
    cargo run --quiet --release -- build --no-config fuzz/lexicon.toml -o fuzz/corpus/compiled/all.nisba
    # The first byte chooses the format, in octal: 14 is none.
    for list in tests/import/*.*; do
        for format in 0 1 2 3 4 5 6 7 10 11 12 13 14; do
            { printf "\\$format"; head -c 4000 "$list"; } > "fuzz/corpus/import/$format-$(basename "$list")"
        done
    done
    # The first byte chooses a name of a file and options, the second the format.
    printf '\1\0{"id": 1, "text": "Kerman \\u0627", "b": "x"}\n{"text": null}\n' > fuzz/corpus/input/jsonl
    printf '\2\0text,b\n"Ker""man",x\n' > fuzz/corpus/input/csv
    printf '\3\0text\tb\nKerman\tx\n' > fuzz/corpus/input/tsv
    printf '\4\0<p title="x>y">Ker&amp;man<script>a<b</script><!-- x --><br>Iran &#x41;' > fuzz/corpus/input/html
    printf '\5\0<?xml version="1.0"?><a>Ker<![CDATA[<man>]]></a><b>&lt;\303\251</b>' > fuzz/corpus/input/xml
    printf '\0\0Kerman\r\n\r\n\fIran\377\n' > fuzz/corpus/input/text
    { printf '\6\0'; printf 'text\nKerman\n' | gzip -9n; } > fuzz/corpus/input/gzip
    printf '\7\0\050\265\057\375\040\003\031\000\000abc' > fuzz/corpus/input/zstd
}

for target in "${targets[@]}"; do
    [ -d "fuzz/corpus/$target" ] || { seeds; break; }
done
state=$(git describe --always --dirty 2> /dev/null || echo "no commit")
for target in "${targets[@]}"; do
    log=$(mktemp)
    length=4096
    [ "$target" = compiled ] && length=65536
    status=0
    cargo +nightly fuzz run -s "${SANITIZER:-address}" ${FUZZ_TARGET_DIR:+--target-dir "$FUZZ_TARGET_DIR"} "$target" -- \
        -max_total_time="$seconds" -max_len="$length" -timeout=120 -rss_limit_mb=3000 -print_final_stats=1 -use_value_profile=1 \
        > "$log" 2>&1 || status=$?
    inputs=$(awk '/stat::number_of_executed_units/ { print $2 }' "$log")
    finding="none"
    [ "$status" = 0 ] || finding=$(grep -m1 -E 'panicked at|ERROR|ALARM' "$log" | tr '\t' ' ' || echo "status $status")
    took=$(awk '/^Done .* second/ { print $(NF - 1) }' "$log")
    printf 'fuzz\t%s\t%s\t%s s of %s: %s found\n' "$target" "${inputs:-0}" "${took:-$seconds}" "$state" "$finding"
    [ "$status" = 0 ] || cp "$log" "fuzz/$target.log"
done
