#!/usr/bin/env bash
# The soak run: many accounts, mixed load, for as long as asked; see bench/Soak. Memory has to stay flat, the log clean, and nothing may be lost.
# Usage: tests/soak.sh [minutes] [accounts]   (30 minutes, 300 accounts)
#
# Prints what it found, and ends with 1 when a target was missed. Nothing is recorded: `bench/run.sh --accept soak` does the same at full length and writes docs/performance.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export SOAK_MINUTES=${1:-30} SOAK_ACCOUNTS=${2:-300}
dotnet build src/ImapApi.Api --configuration Release --verbosity quiet -nologo
dotnet build bench --configuration Release --verbosity quiet -nologo
outcome=$(mktemp)
trap 'rm -f "$outcome"' EXIT
bench/bin/Release/net10.0/ImapApi.Bench --quick soak 2>&1 | tee "$outcome"
! grep -q MISSED "$outcome"
