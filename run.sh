#!/bin/sh
# Builds the server and starts it on http://127.0.0.1:3000 with its own database in data/. Arguments are passed on: ./run.sh --api:port 3001
# So are the words of the tools (./run.sh --help): ./run.sh token create --scopes admin
# Several nodes and a Redis of their own, to try a cluster on one machine: ./run.sh --cluster 3 (further arguments go to each node)
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

# Several nodes on http://127.0.0.1:3000, :3001 …, with all they have under data/cluster. Ends by Ctrl+C: the nodes first, then their Redis.
cluster() {
    case "${1:-}" in
        [1-9]) count=$1; shift ;;
        *) echo "Say how many nodes, from 1 to 9: ./run.sh --cluster 3" >&2; exit 1 ;;
    esac
    if ! command -v redis-server >/dev/null 2>&1; then
        echo "Redis is needed (redis-server): apt-get install redis-server" >&2
        exit 1
    fi

    umask 077
    home=data/cluster
    mkdir -p "$home/redis"
    [ -s "$home/key" ] || head -c 32 /dev/urandom | base64 >"$home/key"
    [ -s "$home/secret" ] || od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$home/secret"
    secret=$(cat "$home/secret")
    echo "requirepass $secret" >"$home/redis/redis.conf"
    # Ctrl+C reaches the whole group of a terminal; apart from it, each is told to end in its turn.
    apart=$(command -v setsid || true)

    $apart redis-server "$home/redis/redis.conf" --bind 127.0.0.1 --port 6390 --dir "$home/redis" --appendonly yes --save '' \
        --maxmemory-policy noeviction --daemonize no >"$home/redis/log" 2>&1 &
    redis=$!
    nodes=
    trap 'for node in $nodes; do kill "$node" 2>/dev/null || true; done' INT TERM
    tries=0
    until [ "$(REDISCLI_AUTH=$secret redis-cli -p 6390 ping 2>/dev/null)" = PONG ] && kill -0 "$redis" 2>/dev/null; do
        tries=$((tries + 1))
        if [ "$tries" -gt 100 ] || ! kill -0 "$redis" 2>/dev/null; then
            echo "Redis does not start on 127.0.0.1:6390; see $home/redis/log" >&2
            kill "$redis" 2>/dev/null || true
            exit 1
        fi
        sleep 0.1
    done

    # What is secret goes by the environment, which other users do not see.
    i=0
    while [ "$i" -lt "$count" ]; do
        IMAPAPI_DBS__REDIS="redis://:$secret@127.0.0.1:6390" IMAPAPI_CLUSTER__SECRET="$secret" \
            $apart dotnet "$program" --dbs:path "$home/node-$i" --security:keyFile "$home/key" --api:port "$((3000 + i))" --cluster:enabled true \
            --cluster:name local --cluster:address "127.0.0.1:$((11120 + i))" "$@" >>"$home/node-$i.log" 2>&1 &
        nodes="$nodes $!"
        echo "Node $i: http://127.0.0.1:$((3000 + i))  (process $!, log in $home/node-$i.log)"
        i=$((i + 1))
    done
    echo "Ctrl+C ends them all, which takes some seconds: they hand their accounts over."

    i=0
    for node in $nodes; do
        code=0
        # A signal ends the wait, not the node.
        while wait "$node" || code=$?; kill -0 "$node" 2>/dev/null; do code=0; done
        if [ "$code" -ne 0 ] && [ "$code" -lt 128 ]; then
            echo "Node $i has ended: $(tail -n 1 "$home/node-$i.log")" >&2
        fi
        i=$((i + 1))
    done
    kill "$redis" 2>/dev/null || true
    while kill -0 "$redis" 2>/dev/null; do wait "$redis" || true; done
}

program=src/ImapApi.Api/bin/Release/net10.0/ImapApi.Api.dll
case "${1:-}" in
    --cluster)
        shift
        cluster "$@"
        exit 0
        ;;
    [a-z]*) ;;
    *) echo "Starting; once it answers, open the address below in a browser for instructions. Ctrl+C ends it." ;;
esac
exec dotnet "$program" "$@"
