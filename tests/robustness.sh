#!/usr/bin/env bash
# Tries everything that the tests of robustness have and writes reports/robustness.md: ten minutes on two idle cores.
#
# `TIMES=10 tests/robustness.sh` tries generated values ten times as often as `cargo test` does rather than fifty times.
# TALLY names a file that keeps the counts; one that is there already is reported and nothing is run. What takes
# longer or needs other tools (fuzz/run.sh, tests/platforms.sh, tests/reproducible.sh, tests/supply.sh) is run apart; its
# rows stand in tests/robustness/apart.tsv.
set -euo pipefail
cd "$(dirname "$0")/.."
tally=${TALLY:-$(mktemp)}
[ -n "${TALLY:-}" ] || trap 'rm -f "$tally"' EXIT
apart=tests/robustness/apart.tsv
failed=0
# Half as long to build, and hardly slower.
export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
run() {
    NISBA_ROBUSTNESS=${TIMES:-50} NISBA_TALLY=$tally cargo test --release --locked --quiet "$@"
}
if [ ! -s "$tally" ]; then
    run --lib --test properties --test oracles --test robustness --no-run
    # Two at a time; hostile input, whose time and memory are measured, by itself.
    lane() {
        local status=0
        run --lib -- --test-threads 1 oracles confidence segment fold overlaps romanize || status=1
        run --test properties --test oracles -- --test-threads 1 || status=1
        return "$status"
    }
    lane & generated=$!
    run --test robustness -- --test-threads 1 --skip hostile || failed=1
    wait "$generated" || failed=1
    run --test robustness -- --test-threads 1 hostile || failed=1
fi

# table PART HEAD: the rows of a part.
table() {
    printf '\n| %s | times | outcome |\n|---|---:|---|\n' "$2"
    awk -F '\t' -v part="$1" '$1 == part { gsub(/\|/, "\\|"); printf "| %s | %s | %s |\n", $2, $3, $4 }' "$tally" "$apart" | LC_ALL=C sort
}
{
    printf '# Robustness\n\nMade by `tests/robustness.sh`; CONTRIBUTING.md says how, SECURITY.md what is promised.\n'
    if [ "$failed" = 0 ] && ! grep -q 'over its bound' "$tally"; then
        printf '\nEverything held: no panic, no file lost, no bound passed.\n'
    else
        printf '\n**Something failed**: see what the script says.\n'
    fi
    printf '\n## Damaged files and killed builds\n'
    table damage 'what was done'
    table kills 'what was done'
    printf '\n## Hostile input\n\nProcessor time and greatest memory of the command; the bounds are in `tests/robustness/hostile.toml`.\n\n'
    printf '| input | took |\n|---|---|\n'
    awk -F '\t' '$1 == "hostile" { gsub(/\|/, "\\|"); printf "| %s | %s |\n", $2, $4 }' "$tally"
    printf '\n## Fuzzing\n\nMutations of cases, sources and compiled files, seeded (`tests/robustness/mutation.rs`):\n'
    table mutation 'target'
    printf '\nLed by coverage (`fuzz/run.sh`), all runs so far together:\n'
    table fuzz 'target'
    printf '\n## Platforms and builds\n\nTexts of the cases tagged there, and a lexicon of all that is built in compiled there (`tests/platforms.sh`):\n'
    table platforms 'target'
    printf '\nThe command built twice (`tests/reproducible.sh`):\n'
    table reproducible 'builds'
    printf '\nLicences, sources and doubles of the dependencies (`tests/supply.sh`, by cargo-deny):\n'
    table supply 'package'
    printf '\n## Properties\n'
    table properties 'what holds'
    printf '\n## Oracles\n'
    table oracles 'fast path and plain one'
} > reports/robustness.md
exit "$failed"
