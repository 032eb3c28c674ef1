#!/usr/bin/env bash
# Makes artifacts/release/candor-VERSION-RID.tar.gz. `--self-contained` brings the .NET runtime along.
set -euo pipefail
cd "$(dirname "$0")/.."
self_contained=false rid=
for arg in "$@"; do
  case $arg in
    --self-contained) self_contained=true ;;
    -*) echo "usage: ./build.sh pack [--self-contained] [RID]" >&2; exit 2 ;;
    *) rid=$arg ;;
  esac
done
: "${rid:=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -n 1)}"
version=$(dotnet msbuild src/Candor/Candor.csproj -getProperty:Version)
name=candor-$version-$rid
out=artifacts/release/$name

rm -rf "$out"
dotnet publish src/Candor/Candor.csproj -c Release -r "$rid" --self-contained "$self_contained" -p:PublishReadyToRun=true -v q -nologo -o "$out"
node tools/notices.mjs --check
cp LICENSE NOTICE THIRD-PARTY-NOTICES.md README.md CHANGELOG.md "$out/"
rm -f "$out"/*.pdb "$out/candor.xml"
tar -czf "$out.tar.gz" --sort=name --owner=0 --group=0 --numeric-owner -C artifacts/release "$name"
(cd artifacts/release && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256")
echo "$out.tar.gz"
