#!/bin/sh
# Links one package of the workspace with what it needs to run, from what was fetched, and removes everything else.
set -eu
package="@projectionist/${1:?give the build argument SERVICE: a folder below services/, or cli}"

needed=$(pnpm list --recursive --filter-prod "$package..." --depth -1 --parseable)
[ -n "$needed" ] || { echo "no package $package: SERVICE must name a folder below services/, or cli" >&2; exit 1; }
pnpm install --offline --prod --frozen-lockfile --filter-prod "$package..."

for folder in services/* packages/*; do
  echo "$needed" | grep -qx "$PWD/$folder" || rm -rf "$folder"
done
rm -rf infra
find node_modules/.pnpm -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.md' \) \
  ! -iname 'license*' ! -iname 'notice*' -delete
