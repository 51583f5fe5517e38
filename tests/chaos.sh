#!/usr/bin/env bash
# The chaos test at length: the program is killed with -9 again and again while mail changes on Dovecot (three profiles) and Cyrus; see
# tests/IntegrationTests/Chaos. Usage: tests/chaos.sh [kills] [rounds]   (100 kills for each store, in 10 rounds of other changes)
#
# A round that passed is noted in artifacts/chaos-<commit>.txt with what it found; run again, it goes on with the next one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
kills=${1:-100} rounds=${2:-10}
commit=$(git rev-parse --short HEAD)
[ -z "$(git status --porcelain -- src config tests)" ] || commit=$commit-changed
notes=artifacts/chaos-$commit.txt
mkdir -p artifacts && touch "$notes"
dotnet build tests/IntegrationTests --configuration Release --verbosity quiet -nologo
for round in $(seq "$rounds"); do
  grep -q ", seed $round, Redis" "$notes" && continue
  log=$(mktemp)
  IMAPAPI_CHAOS_KILLS=$((kills / rounds)) IMAPAPI_CHAOS_SEED=$round \
    tests/IntegrationTests/bin/Release/net10.0/ImapApi.IntegrationTests -noLogo -noColor -showLiveOutput -class ImapApi.IntegrationTests.Chaos.ChaosTests >"$log" 2>&1 ||
    { cat "$log"; echo "round $round failed" >&2; exit 1; }
  sed -n "s/.*\[OUTPUT\] /$(date -u +'%Y-%m-%d %H:%M') UTC, /p" "$log" >>"$notes"
  rm -f "$log"
done
cat "$notes"
