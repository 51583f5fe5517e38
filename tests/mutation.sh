#!/usr/bin/env bash
# Mutation testing: changes the source in one small way at a time, and sees whether the unit tests of the same directory notice; see tests/Mutation and docs/proofs.md.
# Usage: tests/mutation.sh domain [directory] | guard | sync   (domain: one directory of it, or all)
#
# Reports are in artifacts/mutation. On a busy machine tests may take too long, which counts as if they had noticed: see how many did.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../tests/Mutation"
part=${1:-}${2:+/$2}
case $part in
  domain*) project=ImapApi.Domain files="**/ImapApi.Domain/${2:+$2/}**/*.cs" tests=Domain${2:+/$2} ;;
  guard) project=Guard files='**/Guard/*.cs' tests=Infrastructure/Imap/Guard ;;
  sync) project=ImapApi.Infrastructure files='**/Imap/Sync/*.cs' tests=Infrastructure/Imap/Sync ;;
  *) sed -n 's/^# Usage: //p' ../mutation.sh >&2; exit 2 ;;
esac
export MUTATION_TESTS=$tests MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet tool restore >/dev/null
dotnet restore --verbosity quiet
dotnet stryker --project $project.csproj --mutate "$files" --concurrency "${MUTATION_CONCURRENCY:-2}" --skip-version-check --output "../../artifacts/mutation/$part"
python3 score.py "../../artifacts/mutation/$part/reports/mutation-report.json"
