#!/usr/bin/env bash
# Tries everything that the tests of robustness have and writes reports/robustness.md: half an hour on two idle cores.
#
# `TIMES=10 tests/robustness.sh` tries generated values ten times as often as `cargo test` does rather than fifty times.
# TALLY names a file that keeps the counts, row by row: a run that was ended early goes on where it was, and one that is whole
# is only reported. `tests/robustness.sh damage kills` runs these parts alone. What takes
# longer or needs other tools (fuzz/run.sh, tests/platforms.sh, tests/reproducible.sh, tests/supply.sh) is run apart; its
# rows stand in tests/robustness/apart.tsv.
set -euo pipefail
cd "$(dirname "$0")/.."
tally=${TALLY:-$(mktemp)}
[ -n "${TALLY:-}" ] || trap 'rm -f "$tally"' EXIT
touch "$tally"
apart=tests/robustness/apart.tsv
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(units properties oracles damage kills mutation streams hostile)
failed=0
# Half as long to build, and hardly slower.
export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
# Other values each time than those of every test run.
export PROPTEST_RNG_SEED=$RANDOM
run() {
    NISBA_ROBUSTNESS=${TIMES:-50} NISBA_TALLY=$tally cargo test --release --locked --quiet "$@"
}
# part NAME: runs it and notes of which state it is, if it is not whole yet.
part() {
    local status=0 state
    # The report itself changes with each part.
    state=$(git rev-parse --short HEAD)
    git diff --quiet HEAD -- . ':!reports' || state+=-dirty
    ! grep -q "^state	$1	" "$tally" || return 0
    # Its rows that are there are not tried again, if they are of this state.
    if [ "$1" = hostile ] && ! grep -qx "begun	hostile	$state	" "$tally"; then
        sed -i '/^\(begun\|hostile\)\t/d' "$tally"
        printf 'begun\thostile\t%s\t\n' "$state" >> "$tally"
    fi
    case $1 in
        units) run --lib -- --test-threads 1 oracles confidence segment fold overlaps romanize || status=1 ;;
        properties | oracles) run --test "$1" -- --test-threads 1 || status=1 ;;
        *) run --test robustness -- --test-threads 1 "$1::" || status=1 ;;
    esac
    [ "$status" != 0 ] || printf 'state\t%s\t%s\t\n' "$1" "$state" >> "$tally"
    return "$status"
}
for name in "${parts[@]}"; do
    part "$name" || failed=1
done

# rows PART: its rows of the tally and of what is run apart; of rows of one name the last.
rows() {
    awk -F '\t' -v part="$1" '$1 == part { if (!($2 in last)) names[++n] = $2; last[$2] = $0 }
        END { for (i = 1; i <= n; i++) print last[names[i]] }' "$tally" "$apart" | sed 's/|/\\|/g'
}
# table PART HEAD: the rows of a part.
table() {
    printf '\n| %s | times | outcome |\n|---|---:|---|\n' "$2"
    rows "$1" | awk -F '\t' '{ printf "| %s | %s | %s |\n", $2, $3, $4 }' | LC_ALL=C sort
}
{
    printf '# Robustness\n\nMade by `tests/robustness.sh`; CONTRIBUTING.md says how, SECURITY.md what is promised.\n'
    if [ "$failed" = 0 ] && ! rows hostile | grep -q 'over its bound'; then
        printf '\nEverything held: no panic, no file lost, no bound passed.\n'
    else
        printf '\n**Something failed**: see what the script says.\n'
    fi
    printf '\nTried of commit %s.\n' "$(rows state | awk -F '\t' '{ of[$3] = of[$3] (of[$3] ? ", " : "") $2 }
        END { for (state in of) n++; for (state in of) printf "%s%s%s", (i++ ? "; " : ""), state, (n > 1 ? ": " of[state] : "") }')"
    printf '\n## Damaged files and killed builds\n'
    table damage 'what was done'
    table kills 'what was done'
    printf '\n## Hostile input\n\nProcessor time and greatest memory of the command; the bounds are in `tests/robustness/hostile.toml`.\n\n'
    printf '| input | took |\n|---|---|\n'
    rows hostile | awk -F '\t' '{ printf "| %s | %s |\n", $2, $4 }'
    printf '\n## Fuzzing\n\nMutations of cases, sources and compiled files, seeded (`tests/robustness/mutation.rs`):\n'
    table mutation 'target'
    printf '\nLed by coverage (`fuzz/run.sh`):\n'
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
