#!/usr/bin/env bash
# Holds nisba on other platforms against nisba here: `tests/platforms.sh s390x-unknown-linux-gnu i686-unknown-linux-musl`.
#
# For each target: a lexicon compiled there has the bytes of one compiled here, opens the one compiled here, says the same
# of the cases, and tags all texts of the cases alike. Prints, tab-separated, what `reports/robustness.md` has. Needs the target
# (`rustup target add`), a linker and something that runs its programs, told to cargo:
#
#   export CARGO_TARGET_S390X_UNKNOWN_LINUX_GNU_LINKER=s390x-linux-gnu-gcc
#   export CARGO_TARGET_S390X_UNKNOWN_LINUX_GNU_RUNNER="qemu-s390x -L /usr/s390x-linux-gnu"
#   export CARGO_TARGET_I686_UNKNOWN_LINUX_MUSL_LINKER=rust-lld
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cases() { nisba test --no-config | tail -3 | tr '\n' ';' || true; }
nisba() { cargo run --release --locked --quiet "${platform[@]}" -- "$@"; }

sed -n 's/^text[^:]*: //p' lexicons/cases/*.cases | sed 's/\](\([^)]*\))//g; s/\[//g' > "$out/texts"
platform=()
nisba build --no-config lexicons -o "$out/here.nisba"
nisba tag --no-config --input lines --output jsonl -j1 < "$out/texts" > "$out/here.jsonl"
here=$(cases)
failed=0
for target in "$@"; do
    platform=(--target "$target")
    nisba build --no-config lexicons -o "$out/there.nisba"
    bytes=$(wc -c < "$out/there.nisba")
    same="its $bytes bytes are those compiled here"
    cmp --quiet "$out/here.nisba" "$out/there.nisba" || { same="its bytes differ"; failed=1; }
    # The file that was compiled here, opened there.
    nisba tag --no-config --lexicon "$out/here.nisba" --input lines --output jsonl -j1 < "$out/texts" > "$out/there.jsonl"
    texts=$(wc -l < "$out/texts")
    differ=$(diff "$out/here.jsonl" "$out/there.jsonl" | grep -c '^>' || true)
    [ "$differ" = 0 ] || failed=1
    there=$(cases)
    alike="as here"
    [ "$here" = "$there" ] || { alike="$there here $here"; failed=1; }
    printf 'platforms\t%s\t%s\tlexicon: %s; texts tagged otherwise: %s; cases: %s\n' "$target" "$texts" "$same" "$differ" "$alike"
done
exit "$failed"
