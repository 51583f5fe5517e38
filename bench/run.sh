#!/bin/sh
# Measures and writes docs/performance.md. Usage: bench/run.sh [--quick] [scenario or group …]
# Groups: mailbox, search, accounts, events. --quick tries everything in short and records nothing. "report" only writes the page anew.
set -eu
cd "$(dirname "$0")/.."
for tool in dovecot doveadm; do
    command -v "$tool" >/dev/null || { apt-get update -qq && apt-get install -y -qq dovecot-imapd; break; }
done >/dev/null
dotnet build src/ImapApi.Api -c Release -v quiet -nologo -clp:ErrorsOnly
dotnet build bench -c Release -v quiet -nologo -clp:ErrorsOnly
exec bench/bin/Release/net10.0/ImapApi.Bench "$@"
