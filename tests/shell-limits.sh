#!/usr/bin/env bash
# Measures what the command promises at a shell and writes reports/shell.md: some five minutes on two idle cores.
#
# NISBA names a binary to measure in place of the release build, DATA a folder that keeps what is generated. Needs
# GNU time. Wall time is what a user waits for, so measure on a machine that does nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${DATA:-$(mktemp -d)}
[ -n "${DATA:-}" ] || trap 'rm -rf "$data"' EXIT
if [ -z "${NISBA:-}" ]; then
    cargo build --release --locked --quiet
    NISBA=${CARGO_TARGET_DIR:-target}/release/nisba
fi
nisba=$(realpath "$NISBA")
rows=$data/rows
: > "$rows"
failed=0

# run COMMAND...: wall and processor seconds and the peak in MB, in $wall, $cpu and $peak; findings are no failure.
run() {
    local status=0
    env time -q -o "$data/time" -f '%e %U %S %M' "$@" > "$data/out" 2> "$data/err" || status=$?
    [ "$status" -le 1 ] || { cat "$data/err" >&2; exit 1; }
    read -r wall cpu peak < <(awk '{ printf "%.2f %.2f %.0f\n", $1, $2 + $3, $4 / 1024 }' "$data/time")
}
# row WHAT SIZE LIMIT FITS: a line of the report; FITS is an awk condition.
row() {
    local met=met
    awk "BEGIN { exit !($4) }" || { met='**missed**'; failed=1; }
    printf '| %s | %s | %s | %s | %s | %s: %s |\n' "$1" "$2" "$wall" "$cpu" "$peak" "$3" "$met" | tee -a "$rows" >&2
}
mb() { echo $(($(stat -c %s "$1") / 1000000)); }

if [ ! -s "$data/text.jsonl" ]; then
    cargo bench --locked --quiet -- --export "$data" 105000000 --sizes 100000 >&2
fi

# Start: the least of twenty, with the built-in lexicons.
least=9
for _ in {1..20}; do
    run "$nisba" tag --no-config /dev/null
    least=$(awk "BEGIN { print ($wall < $least) ? $wall : $least }")
done
wall=$least
row '`tag` of nothing' 'the built-in lexicons' 'under 0.05 s' "$wall < 0.05"

# Ten thousand cases: those of the lexicons, and texts of them again with a word more.
cases=$data/10000.cases
{
    grep -hE '^(text|pair|name) ' lexicons/cases/*.cases
    grep -hE '^text ' lexicons/cases/*.cases | sed 's/^text [a-z]*:/text may:/; s/$/ So it was./'
    grep -hE '^text ' lexicons/cases/*.cases | sed 's/^text [a-z]*:/text may:/; s/$/ So it is./'
} | awk 'NR <= 10000' > "$cases"
run "$nisba" test --no-config "$cases"
row '`test`' "$(grep -c . "$cases") cases, $(grep -c '^text' "$cases") of them texts" 'under 2 s' "$wall < 2"

"$nisba" export "$data/names.jsonl" --to toml -o "$data/names.toml" --quiet
run "$nisba" lint --no-config "$data/names.jsonl"
row '`lint` of a bulk file' '100,000 entities' 'under 10 s' "$wall < 10"
run "$nisba" lint --no-config "$data/names.toml"
row '`lint` of a curated file' '100,000 entities' 'under 10 s' "$wall < 10"

# One entity in fifty is gone, one in fifty is called otherwise.
head -n 1000 "$data/names.jsonl" > "$data/old.jsonl"
awk 'NR % 50 == 1 { next } NR % 50 == 8 { sub(/","type"/, "x\",\"type\"") } { print }' "$data/old.jsonl" > "$data/new.jsonl"
tagged=0
for side in old new; do
    run "$nisba" tag --no-config --lexicon "$data/$side.jsonl" --output jsonl "$data/text.jsonl"
    tagged=$(awk "BEGIN { print $tagged + $wall }")
done
run "$nisba" diff --no-config "$data/old.jsonl" "$data/new.jsonl" "$data/text.jsonl"
row '`diff`' "$(mb "$data/text.jsonl") MB, 1,000 entities, 40 edits" "twice two runs of \`tag\` ($tagged s)" "$wall < 2 * $tagged"

# Memory of the filter: four times the input.
"$nisba" build "$data/old.jsonl" -o "$data/old.nisba"
head -n $(($(wc -l < "$data/text.jsonl") / 4)) "$data/text.jsonl" > "$data/quarter.jsonl"
run "$nisba" tag --no-config --lexicon "$data/old.nisba" --output jsonl "$data/quarter.jsonl"
row '`tag` of JSON Lines' "$(mb "$data/quarter.jsonl") MB" 'under 500 MB' "$peak < 500"
run "$nisba" tag --no-config --lexicon "$data/old.nisba" --output jsonl "$data/text.jsonl"
row '`tag` of JSON Lines' "$(mb "$data/text.jsonl") MB" "under 500 MB" "$peak < 500"

# A million entities in each of several formats.
million() {
    for part in 0 1 2 3 4 5 6 7 8 9; do
        sed -E 's/^\{"id":"([^"]*)","name":"([^"]*)","type":"([^"]*)".*/\1\t\2\t\3/' "$data/names.jsonl" |
            awk -F '\t' -v OFS='\t' -v part="$part" '{ print part * 100000 + NR, $2 " " substr("abcdefghij", part + 1, 1) ".", $3 }'
    done
}
million | awk -F '\t' 'BEGIN { print "id,name,type" } { print $1 "," $2 "," $3 }' > "$data/million.csv"
million | awk -F '\t' '{ print "{\"id\":\"NK-" $1 "\",\"caption\":\"" $2 "\",\"schema\":\"Person\",\"properties\":{\"name\":[\"" $2 "\"],\"alias\":[\"" $2 " II\"]}}" }' > "$data/million.ftm.json"
million | awk -F '\t' '{ gsub(/ /, "+", $2); print $1 "\tP\tu\t" $2; print $1 * 7919 % 1000000 "\tP\tu\t" $2 "+II" }' > "$data/million.jrc"
million | awk -F '\t' 'BEGIN { print "@prefix s: <http://www.w3.org/2004/02/skos/core#> ." } { print "<http://example.org/" $1 "> a <https://schema.org/Person> ; s:prefLabel \"" $2 "\"@en ." }' > "$data/million.ttl"
for what in 'table million.csv' 'opensanctions million.ftm.json' 'jrc-names million.jrc' 'rdf million.ttl'; do
    read -r format file <<< "$what"
    options=()
    [ "$format" != table ] || options=(--columns id=id,name=name,type=type)
    run "$nisba" import "$format" "${options[@]}" --no-config "$data/$file" -o "$data/million.jsonl"
    row "\`import $format\`" "$(wc -l < "$data/million.jsonl") entities, $(mb "$data/$file") MB" 'under 200 MB' "$peak < 200"
done

{
    printf '# At a shell\n\nMade by `tests/shell-limits.sh`, which says what is generated and how; CONTRIBUTING.md says when.\n'
    if [ "$failed" = 0 ]; then printf '\nEvery limit is kept.\n'; else printf '\n**A limit is missed.**\n'; fi
    printf '\n%s processors; wall and processor time in seconds, the greatest memory in MB.\n' "$(nproc)"
    awk '{ if ($1 > 0.7) print "\n**Other work was going on (load " $1 " at the end): wall times are too long.**" }' <(awk -v n="$(nproc)" '{ print $1 - n }' /proc/loadavg)
    printf '\n| what | of | wall | processor | memory | limit |\n|---|---|---:|---:|---:|---|\n'
    cat "$rows"
} > reports/shell.md
exit "$failed"
