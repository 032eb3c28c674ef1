#!/usr/bin/env bash
# ./build.sh [test|pixel|bench|soak|pack]: what a contributor runs and what CI runs. `test` is the default.
set -euo pipefail
cd "$(dirname "$0")"
passed=0 failed=0 skipped=0

say() { printf '\n== %s\n' "$*" >&2; }

packages() {
  cmp -s package-lock.json node_modules/.candor-lock-dev && return
  say "npm packages"
  npm ci --ignore-scripts --no-audit --no-fund
  cp package-lock.json node_modules/.candor-lock
  cp package-lock.json node_modules/.candor-lock-dev
}

# The browser tests drive the system's Chromium. CANDOR_CHROMIUM names another one.
chromium() {
  [ -n "${CANDOR_CHROMIUM:-}" ] && return
  command -v chromium || command -v chromium-browser || command -v google-chrome || {
    [ "$(id -u)" = 0 ] && command -v apt-get || { echo "The browser tests need Chromium: install your system's package (Debian: sudo apt-get install chromium), or name one in CANDOR_CHROMIUM." >&2; exit 1; }
    say "Chromium"
    apt-get update -q && apt-get install -y -q --no-install-recommends chromium
  }
} >&2

# Adds up the counts of a runner's summary: `# pass 3` of node --test, `succeeded: 3` of the .NET test platform.
count() {
  passed=$((passed + $(sum "$1" 'pass|succeeded'))) failed=$((failed + $(sum "$1" 'fail|failed'))) skipped=$((skipped + $(sum "$1" 'skipped')))
}
sum() { sed -nE "s/^(# |ℹ |  )($2):? ([0-9]+)\$/\3/p" "$1" | awk '{ n += $1 } END { print n + 0 }'; }

# A step that is no test runner, yet can fail: one test each.
check() {
  say "$1"
  if "${@:2}"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $1" >&2; fi
}

run() {
  say "$1"
  local log; log=$(mktemp)
  "${@:2}" 2>&1 | tee "$log" || { [ "$(sum "$log" 'fail|failed')" != 0 ] || { failed=$((failed + 1)); echo "FAILED: $1" >&2; }; }
  count "$log"
  rm -f "$log"
}

pixel_is_committed() { npm run --silent pixel && git diff --exit-code --stat -- src/Pixel/dist; }

pixel() {
  packages
  check "pixel: types" npm run --silent pixel:check
  run "pixel: tests" npm run --silent pixel:test
  check "pixel: the committed script is what the sources give" pixel_is_committed
}

test_all() {
  chromium
  pixel
  check "third-party notices are current" node tools/notices.mjs --check
  check "build" dotnet build Candor.slnx -v q -nologo -p:RunAnalyzers=true
  run "tests" dotnet test --project test/Candor.Tests --no-build
}

# The kill test of the suite, for as long as you like: ./build.sh soak [ROUNDS] [SEED]
soak() {
  packages
  dotnet build test/Candor.Tests -c Release -v q -nologo
  CANDOR_SOAK_ROUNDS=${1:-200} CANDOR_SOAK_SEED=${2:-1} artifacts/bin/Candor.Tests/release_*/Candor.Tests -class Candor.Tests.EndToEnd.KillTests -showLiveOutput
}

result() {
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}

case ${1:-test} in
  test) test_all; result ;;
  pixel) pixel; result ;;
  bench) packages; dotnet run --project bench/Candor.Bench -c Release -- "${@:2}" ;;
  soak) soak "${@:2}" ;;
  pack) packages; tools/pack.sh "${@:2}" ;;
  *) echo "usage: ./build.sh [test|pixel|bench|soak|pack]" >&2; exit 2 ;;
esac
