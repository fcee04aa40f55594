#!/usr/bin/env bash
# Makes Cargo.lock: the lowest versions that the crate's manifest allows, and of what these need the newest. Cargo lowers
# only the dependencies of a workspace's own members, so the crate is one for as long as this takes. The option of Cargo is
# unstable, which is why the result is checked in.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$here/../../generated" "$folder/generated"
mkdir -p "$folder/tests"
cp -r "$here" "$folder/tests/minimal-versions"
cd "$folder"
sed -i.old '/^\[workspace\]$/d' tests/minimal-versions/Cargo.toml
printf '[workspace]\nresolver = "3"\nmembers = ["generated", "tests/minimal-versions"]\n' > Cargo.toml
RUSTC_BOOTSTRAP=1 cargo update -Z direct-minimal-versions
cp Cargo.lock "$here/Cargo.lock"
# Takes out what only the examples of the crate need, and changes nothing else.
cargo update --quiet --workspace --manifest-path "$here/Cargo.toml"
