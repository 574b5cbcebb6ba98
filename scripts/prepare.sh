#!/bin/sh
# Leaves a .venv that holds what requirements.lock names, and the project itself, editable.
# What was installed is remembered as copies of the two files in .venv, so that a second run has nothing to do.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd -P)
python=.venv/bin/python

is_usable() { # 3.11 or newer, with what makes an environment
  "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
  for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if is_usable "$candidate"; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  cat >&2 <<'TEXT'
没有找到可用的 Python：需要 3.11 以上，并带 venv 和 pip。
  Debian、Ubuntu：apt-get install python3 python3-venv    Fedora：dnf install python3    macOS：brew install python@3.13
  装在别处时：make PYTHON=/路径/python3.12 site
No usable Python: 3.11 or newer with venv and pip is needed (see the lines above).
TEXT
  return 1
}

failed() {
  printf '%s\n' "$1" >&2
  exit 3
}

# An environment that was made elsewhere and moved, or whose interpreter is gone, is made anew.
if ! is_usable "$python" || ! grep -qF "$here/.venv/" .venv/bin/pip 2>/dev/null; then
  base=$(find_python) || exit 3
  printf '%s\n' "准备环境：新建 .venv（$("$base" --version)）"
  "$base" -m venv --clear .venv || failed '没有建成 .venv：看上面的原因（多半是磁盘或权限），改好后再运行。'
fi

export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_USER=0 PIP_NO_INPUT=1

if ! cmp -s requirements.lock .venv/requirements.lock; then
  printf '%s\n' "准备环境：安装 $(grep -c == requirements.lock) 个软件包，逐个核对校验值，约一分钟……"
  rm -f .venv/requirements.lock .venv/pyproject.toml
  "$python" -m pip install -qq --progress-bar off --require-hashes --only-binary :all: -r requirements.lock \
    || failed '软件包没有装全：看上面的原因（多半是网络），改好后再运行，已装的不会重装。'
  cp requirements.lock .venv/requirements.lock
fi

if ! cmp -s pyproject.toml .venv/pyproject.toml; then
  printf '%s\n' '准备环境：登记本项目的命令 .venv/bin/mingzhang'
  "$python" -m pip install -qq --no-deps --no-build-isolation --editable . \
    || failed '本项目没有装上：看上面的原因，多半是 pyproject.toml 写错了。'
  cp pyproject.toml .venv/pyproject.toml
  printf '%s\n' '环境已备好。'
fi
