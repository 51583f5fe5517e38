#!/usr/bin/env bash
# Fuzzes what reads the words of strangers; see tests/Fuzzing and docs/adr/0014. Usage: tests/fuzz.sh [minutes] [target…]   (2 minutes, all targets, two at a time)
#
# Run again, it goes on: with the next seeds, and with the inputs in artifacts/fuzz that took new branches. What it finds is put into tests/Fuzzing/corpus, and
# ends it with 1. `tests/fuzz.sh keep` chooses the inputs that are worth being in the repository anew.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=artifacts/fuzz corpus=tests/Fuzzing/corpus
# Of this code: what was tried on another says nothing of it.
tree=$(git rev-parse --short HEAD:src)
[ -z "$(git status --porcelain -- src)" ] || tree=$tree-changed
mkdir -p $work
dotnet build tests/Fuzzing --configuration Release --verbosity quiet -nologo
built=tests/Fuzzing/bin/Release/net10.0
rm -rf $work/bin && cp -r $built $work/bin
$built/ImapApi.Fuzzing instrument $work/bin

if [ "${1:-}" = keep ]; then
  shift
  exec $work/bin/ImapApi.Fuzzing keep $corpus $work "$@"
fi

targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <($built/ImapApi.Fuzzing targets)
seconds=$(awk "BEGIN { print int(60 * ${1:-2}) }")
outcome=0 processes=()
for half in 0 1; do
  part=()
  for at in "${!targets[@]}"; do
    if [ $((at % 2)) -eq $half ]; then part+=("${targets[at]}"); fi
  done
  if [ ${#part[@]} -gt 0 ]; then
    $work/bin/ImapApi.Fuzzing run $corpus $work $work/$tree $seconds "${part[@]}" &
    processes+=($!)
  fi
done
for process in "${processes[@]}"; do wait $process || outcome=$?; done
# A process that was lost leaves the input that it was at. Whoever stopped it (INT, KILL, TERM) knows why.
case $outcome in
  0 | 1 | 130 | 137 | 143) ;;
  *)
    for input in $work/*.present; do
      [ -s "$input" ] || continue
      target=$(basename "$input" .present)
      mkdir -p "$corpus/$target" && mv "$input" "$corpus/$target/found-$(sha256sum "$input" | head -c 12)"
      echo "$target ended the process with $outcome" >&2
    done
    ;;
esac
exit $outcome
