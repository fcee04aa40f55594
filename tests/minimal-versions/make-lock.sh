#!/usr/bin/env bash
# Makes Cargo.lock: the lowest versions that the crate's manifest allows, and of what these need those of the repository
# where they fit, so that they are built once for both (aws-lc takes longest), else the newest. Cargo lowers
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
# Takes back what is newer than in the repository. What does not fit is refused, and stays.
versions() { awk -F '"' '/^name = / { name = $2 } /^version = / { print name, $2 }' "$1" | sort; }
join <(versions "$here/Cargo.lock") <(versions "$here/../../Cargo.lock") | while read -r name here_is repository_has; do
    newest=$(printf '%s\n' "$here_is" "$repository_has" | sort -V | tail -1)
    if [ "$here_is" != "$repository_has" ] && [ "$newest" = "$here_is" ]; then
        cargo update --quiet --manifest-path "$here/Cargo.toml" --precise "$repository_has" "$name@$here_is" 2>/dev/null || true
    fi
done
