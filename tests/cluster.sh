#!/usr/bin/env bash
# The cluster's tests with many accounts: nodes that are killed, stand still, lose Redis, are restarted and join; see tests/IntegrationTests/Cluster.
# Usage: tests/cluster.sh [accounts] [seconds that a node stands still]   (300 accounts, 60 s)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export IMAPAPI_CLUSTER_ACCOUNTS=${1:-300} IMAPAPI_CLUSTER_PAUSE=${2:-60}
dotnet build tests/IntegrationTests --configuration Release --verbosity quiet -nologo
exec tests/IntegrationTests/bin/Release/net10.0/ImapApi.IntegrationTests -noLogo -noColor -showLiveOutput -namespace ImapApi.IntegrationTests.Cluster
