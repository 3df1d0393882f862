#!/usr/bin/env bash
# Builds the last commit twice, in two folders, and compares the bytes of the command: `tests/reproducible.sh`.
#
# Prints, tab-separated, what `reports/robustness.md` has. Options of cargo may follow, the profile among them.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
sums=()
commit=$(git rev-parse HEAD)
for copy in "$folder/one" "$folder/another/of/other/depth"; do
    git clone --quiet . "$copy"
    git -C "$copy" checkout --quiet "$commit"
    (
        cd "$copy"
        export RUSTFLAGS="--remap-path-prefix=$PWD=/nisba --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
        CARGO_TARGET_DIR=$PWD/target cargo build --release --locked --quiet "$@"
    )
    sum=$(sha256sum "$copy/target/release/nisba")
    sums+=("${sum%% *}")
    strings -n 8 "$copy/target/release/nisba" | grep -F "$folder" | head -3 >&2 || true
done
printf 'reproducible\trelease builds of %s in two folders, %s\t2\t' "${commit:0:7}" "$(rustc --version)"
if [ "${sums[0]}" = "${sums[1]}" ]; then
    printf 'equal bytes, SHA-256 %s\n' "${sums[0]}"
else
    printf 'other bytes: %s and %s\n' "${sums[@]}"
    exit 1
fi
