#!/usr/bin/env bash
# The fault run at length: what the program says to IMAP, SMTP, Redis and webhook targets is cut, reset, truncated, stalled, silenced and slowed down at random
# moments, while a load goes on; see tests/IntegrationTests/FaultRun. Both stores at the same time, each with a program and accounts of its own.
# Usage: tests/faults.sh [minutes] [accounts] [seed]   (10 minutes, 8 accounts for each store, seed 1)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export IMAPAPI_FAULTS_SECONDS=$((${1:-10} * 60)) IMAPAPI_FAULTS_ACCOUNTS=${2:-8} IMAPAPI_FAULTS_SEED=${3:-1}
dotnet build tests/IntegrationTests --configuration Release --verbosity quiet -nologo
exec tests/IntegrationTests/bin/Release/net10.0/ImapApi.IntegrationTests -noLogo -noColor -showLiveOutput -namespace ImapApi.IntegrationTests.FaultRun
