#!/bin/sh
# Measures and writes docs/performance.md with its charts. Usage: bench/run.sh [--quick] [--accept] [scenario or group …]; "all", or nothing, is everything.
# Groups: mailbox, search, accounts, events, growth, cluster; and soak, which takes half an hour and is not part of "all".
# --quick tries everything in short and records nothing. "report" only writes the page anew.
# Ends with 1 when a figure is more than 30 % further from its floor than the recorded one; that one is then kept, unless --accept says otherwise.
set -eu
cd "$(dirname "$0")/.."
for tool in dovecot doveadm redis-server; do
    command -v "$tool" >/dev/null || { apt-get update -qq && apt-get install -y -qq dovecot-imapd redis-server; break; }
done >/dev/null
dotnet build src/ImapApi.Api -c Release -v quiet -nologo -clp:ErrorsOnly
dotnet build bench -c Release -v quiet -nologo -clp:ErrorsOnly
exec bench/bin/Release/net10.0/ImapApi.Bench "$@"
