#!/usr/bin/env bash
# Builds with warnings as errors, checks the formatting, runs the tests. The last line is "N passed, N failed".
#
#   ./test.sh        everything; the integration tests run against real servers, which are installed when absent
#   ./test.sh unit   the quick half: no servers, no formatting
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
exec </dev/null

# Nothing that a build starts outlives this script.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1

passed=0
failed=0
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

# A step without which the rest says nothing.
step() {
  local what=$1
  shift
  echo "== $what"
  "$@" && return
  echo "== $what failed: $*" >&2
  failed=$((failed + 1))
  finish
}

# Debian lets only one IMAP server be installed, and that is Dovecot. Of Cyrus its base is, and the one program that its package would add is unpacked beside it.
install_cyrus_imapd() {
  [ -x /usr/lib/cyrus/bin/imapd ] && return
  (
    cd "$results" && apt-get download -qq cyrus-imapd && mkdir cyrus && dpkg-deb -x cyrus-imapd_*.deb cyrus &&
      "${root[@]}" install -m 755 cyrus/usr/lib/cyrus/bin/imapd /usr/lib/cyrus/bin/imapd
  )
}

# Of Courier nothing is installed: it is unpacked with the libraries it needs, and the tests run it there.
courier=/opt/courier-imap
install_courier_imapd() {
  [ -x $courier/usr/bin/imapd ] && return
  (
    mkdir "$results/courier" && cd "$results/courier" &&
      apt-get download -qq courier-imap courier-base courier-authlib courier-authdaemon courier-authlib-pipe libcourier-unicode4 gamin libgamin0 libidn12 libltdl7 libgdbm6 &&
      for package in *.deb; do "${root[@]}" dpkg-deb -x "$package" $courier || exit; done
  )
}

# Two verifiers of webhook signatures that others wrote, and a judge of how accessible the pages are.
install_node_packages() {
  local project
  for project in tests/webhook-verifiers tests/browser; do
    [ -d $project/node_modules ] || npm install --prefix $project --no-package-lock --no-audit --no-fund --silent || return
  done
}

install_servers() {
  local missing=()
  [ -x /usr/lib/dovecot/imap ] || missing+=(dovecot-imapd)
  [ -x /usr/lib/dovecot/lmtp ] || missing+=(dovecot-lmtpd)
  [ -x /usr/lib/postfix/sbin/master ] || missing+=(postfix)
  [ -x /usr/sbin/cyrmaster ] || missing+=(cyrus-common)
  command -v chromium >/dev/null || missing+=(chromium)
  command -v redis-server >/dev/null || missing+=(redis-server)
  command -v npm >/dev/null || missing+=(nodejs npm)
  command -v python3 >/dev/null || missing+=(python3)
  [ ${#missing[@]} -eq 0 ] && [ -x /usr/lib/cyrus/bin/imapd ] && [ -x $courier/usr/bin/imapd ] && return
  root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo -n)
  # Debian starts what it installs, unless a policy says no; the tests start their own.
  local policy=/usr/sbin/policy-rc.d own=
  if [ ! -e "$policy" ]; then
    own=yes
    printf '#!/bin/sh\nexit 101\n' | "${root[@]}" tee "$policy" >/dev/null && "${root[@]}" chmod 755 "$policy"
  fi
  {
    # Postfix asks what it is to serve: nothing; the tests bring its configuration.
    echo 'postfix postfix/main_mailer_type select No configuration' | "${root[@]}" debconf-set-selections &&
      "${root[@]}" apt-get update -qq &&
      { [ ${#missing[@]} -eq 0 ] || "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } &&
      install_cyrus_imapd && install_courier_imapd
  } >"$results/apt.log" 2>&1
  local outcome=$?
  [ -z "$own" ] || "${root[@]}" rm -f "$policy"
  [ $outcome -eq 0 ] || tail -n 20 "$results/apt.log" >&2
  return $outcome
}

counter() {
  sed -n "s/.*<Counters[^>]* $2=\"\([0-9]*\)\".*/\1/p" "$1"
}

# The test projects are programs; what they count stands in the result file.
run_tests() {
  local project=$1 trx=$results/$1.trx broken
  echo "== $project"
  "tests/$project/bin/Release/net10.0/ImapApi.$project" -noLogo -noColor -noAutoReporters -result-trx "$trx"
  local outcome=$?
  if [ -s "$trx" ] && [ "$(counter "$trx" total)" -gt 0 ]; then
    broken=$(($(counter "$trx" failed) + $(counter "$trx" error)))
    passed=$((passed + $(counter "$trx" passed)))
    # An end that no test explains (a crash in a fixture, say) is a failure as well.
    [ $outcome -eq 0 ] || [ $broken -gt 0 ] || broken=1
    failed=$((failed + broken))
  else
    echo "== $project ended with $outcome and without a result" >&2
    failed=$((failed + 1))
  fi
}

command -v dotnet >/dev/null || { echo "The .NET SDK $(sed -n 's/.*"version": "\(.*\)".*/\1/p' global.json) is needed: https://dot.net" >&2; failed=1; finish; }

case "${1:-all}" in
  all)
    step "servers for the tests" install_servers
    step "packages for the tests" install_node_packages
    step "restore" dotnet restore ImapApi.sln --verbosity quiet
    step "build" dotnet build ImapApi.sln --configuration Release --no-restore --verbosity quiet
    step "formatting" dotnet format whitespace ImapApi.sln --no-restore --verify-no-changes
    run_tests UnitTests
    run_tests IntegrationTests
    ;;
  unit)
    step "restore" dotnet restore tests/UnitTests --verbosity quiet
    step "build" dotnet build tests/UnitTests --configuration Release --no-restore --verbosity quiet
    run_tests UnitTests
    ;;
  *)
    echo "usage: ./test.sh [unit]" >&2
    exit 2
    ;;
esac
finish
