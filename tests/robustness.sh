#!/usr/bin/env bash
# Tries everything that the tests of robustness have and writes reports/robustness.md. Takes about half an hour.
# Counts of coverage-guided runs (fuzz/) are taken from the file named by FUZZ_LOG, if there is one: lines of
# target, inputs, seconds, findings, parted by tabs; what tests/platforms.sh prints, from the file named by PLATFORMS.
set -euo pipefail
cd "$(dirname "$0")/.."
# TALLY names a file that keeps the counts; one that is there already is reported and nothing is run.
tally=${TALLY:-$(mktemp)}
[ -n "${TALLY:-}" ] || trap 'rm -f "$tally"' EXIT
failed=0
run() {
    NISBA_ROBUSTNESS=full NISBA_TALLY=$tally cargo test --release --locked --quiet "$@" || failed=1
}
if [ ! -s "$tally" ]; then
    # One test at a time, so that what is measured is not disturbed.
    run --lib -- --test-threads 1 oracles confidence segment fold overlaps
    run --test properties --test oracles -- --test-threads 1
    run --test robustness -- --test-threads 1
fi

# table PART HEAD: the rows of a part of the tally.
table() {
    printf '\n| %s | times | outcome |\n|---|---:|---|\n' "$2"
    awk -F '\t' -v part="$1" '$1 == part { gsub(/\|/, "\\|"); printf "| %s | %s | %s |\n", $2, $3, $4 }' "$tally"
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
    if [ -n "${FUZZ_LOG:-}" ]; then
        printf '\nLed by coverage (`fuzz/`):\n\n| target | inputs | seconds | findings |\n|---|---:|---:|---|\n'
        awk -F '\t' '{ printf "| %s | %s | %s | %s |\n", $1, $2, $3, $4 }' "$FUZZ_LOG"
    fi
    if [ -n "${PLATFORMS:-}" ]; then
        printf '\n## Platforms\n\nTexts of the cases tagged there, and a lexicon of all that is built in compiled there (`tests/platforms.sh`).\n'
        printf '\n| target | texts | outcome |\n|---|---:|---|\n'
        awk -F '\t' '{ printf "| %s | %s | %s |\n", $2, $3, $4 }' "$PLATFORMS"
    fi
    printf '\n## Properties\n'
    table properties 'what holds'
    printf '\n## Oracles\n'
    table oracles 'fast path and plain one'
} > reports/robustness.md
exit "$failed"
