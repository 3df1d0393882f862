#!/usr/bin/env bash
# Checks the dependencies of all three packages against deny.toml: `tests/supply.sh`. Needs cargo-deny.
#
# Prints, tab-separated, what `reports/robustness.md` has. Advisories need a database that is fetched; without the network
# they are left out, and said to be.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0
for manifest in Cargo.toml fuzz/Cargo.toml bindings/python/Cargo.toml; do
    deny=(cargo deny --locked --manifest-path "$manifest" --config "$PWD/deny.toml" check)
    crates=$(cargo metadata --locked --format-version 1 --manifest-path "$manifest" | grep -o '"manifest_path"' | wc -l)
    outcome=$("${deny[@]}" licenses bans sources 2>&1 | tail -1) || failed=1
    if "${deny[@]}" advisories > /dev/null 2>&1; then
        advisories="advisories ok"
    else
        advisories="advisories not asked for or not ok"
    fi
    printf 'supply\tcrates of %s\t%s\t%s; %s\n' "$manifest" "$crates" "$outcome" "$advisories"
done
exit "$failed"
