#!/usr/bin/env bash
# ./build.sh [test|pixel|bench|soak|pack]: what a contributor runs and what CI runs. `test` is the default.
set -euo pipefail
cd "$(dirname "$0")"
passed=0 failed=0 skipped=0

say() { printf '\n== %s\n' "$*" >&2; }
fail() { failed=$((failed + 1)); echo "FAILED: $1" >&2; }

packages() {
  cmp -s package-lock.json node_modules/.candor-lock-dev && return
  say "npm packages"
  npm ci --ignore-scripts --no-audit --no-fund
  tee node_modules/.candor-lock < package-lock.json > node_modules/.candor-lock-dev
}

# The browser tests drive the system's Chromium. CANDOR_CHROMIUM names another one.
chromium() {
  [ -n "${CANDOR_CHROMIUM:-}" ] || command -v chromium || command -v chromium-browser || command -v google-chrome && return
  [ "$(id -u)" = 0 ] && command -v apt-get || { echo "The browser tests need Chromium: install your system's package (Debian: sudo apt-get install chromium), or name one in CANDOR_CHROMIUM."; exit 1; }
  say "Chromium"
  apt-get update -q && apt-get install -y -q --no-install-recommends chromium
} >&2

# Sites and the cluster run on a real PostgreSQL, started by the tests. Elsewhere than CI a missing one skips them.
postgres() {
  [ -n "${CANDOR_POSTGRES:-}" ] || command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && return
  [ "$(id -u)" = 0 ] && command -v apt-get || { echo "The tests on PostgreSQL need it: install your system's package (Debian: sudo apt-get install postgresql), or name its bin folder in CANDOR_POSTGRES."; return; }
  say "PostgreSQL"
  # Without a cluster that starts by itself: the tests make their own.
  mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' >> /etc/postgresql-common/createcluster.conf
  apt-get update -q && apt-get install -y -q --no-install-recommends postgresql
} >&2

# Adds up a runner's own counts: `# pass 3` of node --test, `  succeeded: 3` of the .NET test platform.
sum() { sed -nE "s/^(# |ℹ |  )($2):? ([0-9]+)\$/\3/p" "$1" | awk '{ n += $1 } END { print n + 0 }'; }

# A step that is no test runner, yet can fail: one test each.
check() {
  say "$1"
  if "${@:2}"; then passed=$((passed + 1)); else fail "$1"; fi
}

# A runner that fails with no failed test, or that counts none at all (killed, `dotnet test` still exits 0), is a failure.
run() {
  say "$1"
  local log status=0 good bad left; log=$(mktemp)
  "${@:2}" 2>&1 | tee "$log" || status=$?
  good=$(sum "$log" 'pass|succeeded') bad=$(sum "$log" 'fail|failed') left=$(sum "$log" 'skipped')
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
  if [ $((good + bad)) = 0 ] || { [ $status != 0 ] && [ "$bad" = 0 ]; }; then fail "$1"; fi
  rm -f "$log"
}

pixel() {
  packages
  check "pixel: types" npm run --silent pixel:check
  run "pixel: tests" npm run --silent pixel:test
  check "pixel: the committed script is what the sources give" npm run --silent pixel -- --check
  check "audit: the scripts for visited pages" npm run --silent audit-page:check
}

test_all() {
  chromium
  postgres
  pixel
  check "third-party notices are current" node tools/notices.mjs --check
  check "build" dotnet build Candor.slnx -v q -nologo -p:RunAnalyzers=true
  run "tests" dotnet test --project test/Candor.Tests --no-build
}

# The kill tests of the suite, for as long as you like:
#   ./build.sh soak [ROUNDS] [SEED]            one server
#   ./build.sh soak cluster [ROUNDS] [SEED]    two shards of two replicas, three collectors
#   ./build.sh soak migrate [EVENTS] [SEED]    from one machine to that cluster
soak() {
  packages
  dotnet build test/Candor.Tests -c Release -v q -nologo
  case ${1:-} in
    cluster) CANDOR_SOAK_ROUNDS=${2:-50} CANDOR_SOAK_SEED=${3:-1} soak_of ClusterKillTests ;;
    migrate) CANDOR_SOAK_EVENTS=${2:-5000000} CANDOR_SOAK_SEED=${3:-1} soak_of Migrate.MigrationTests ;;
    *) CANDOR_SOAK_ROUNDS=${1:-200} CANDOR_SOAK_SEED=${2:-1} soak_of KillTests ;;
  esac
}

soak_of() { artifacts/bin/Candor.Tests/release_*/Candor.Tests -class "Candor.Tests.EndToEnd.$1" -showLiveOutput; }

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
