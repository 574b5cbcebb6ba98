#!/bin/sh
# Tells a pull request that changes data what else it changes. It judges nothing: the exit code is 0.
# Compares the checked-out merge commit with its first parent, the branch it goes to.
set -eu
cd "$(dirname "$0")/.."
if ! git rev-parse --quiet --verify 'HEAD^1' >/dev/null; then
  echo '没有上一次提交可比。'
  exit 0
fi
changed=$(git diff --name-only --no-renames 'HEAD^1' HEAD)
# Names come from the contributor: only plain characters are shown, and never at the start of a line.
outside=$(printf '%s\n' "$changed" | grep -v '^datasets/' | LC_ALL=C tr -cd 'A-Za-z0-9._/\n-' | grep . | sed 's/^/- /') || true
if printf '%s\n' "$changed" | grep -q '^datasets/' && [ -n "$outside" ]; then
  echo '::warning title=datasets::这个请求改了数据，也改了 datasets/ 以外的文件。请分成两个请求；见下面的清单。'
  printf '%s\n' "$outside"
  {
    echo '### 数据之外的改动 · changes outside `datasets/`'
    printf '%s\n' "$outside"
    echo
    echo '改数据的请求只动 `datasets/`，其余请另提一个。 A pull request about data should touch `datasets/` alone.'
  } >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
else
  echo '改动没有混在一起。'
fi
