#!/bin/sh
# Builds the server and starts it on http://127.0.0.1:3000 with its own database in data/. Arguments are passed on: ./run.sh --api:port 3001
# So are the words of the tools (./run.sh --help): ./run.sh token create --scopes admin
set -eu
cd "$(dirname "$0")"

if ! command -v dotnet >/dev/null 2>&1; then
    echo "The .NET SDK 10 is needed: https://dotnet.microsoft.com/download" >&2
    exit 1
fi

echo "Building ..." >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 dotnet build src/ImapApi.Api -c Release -v quiet >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
rm -f "$log"
trap - EXIT

case "${1:-}" in
    [a-z]*) ;;
    *) echo "Starting; once it answers, open the address below in a browser for instructions. Ctrl+C ends it." ;;
esac
exec dotnet src/ImapApi.Api/bin/Release/net10.0/ImapApi.Api.dll "$@"
