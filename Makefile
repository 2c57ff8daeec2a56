# 工荐: one thin line per target over `python -m pipeline …`; the environment .venv is made by itself.
PYTHON ?= python3
RUN := .venv/bin/python -m pipeline
export PYTHONUTF8 := 1
unexport PYTHONDONTWRITEBYTECODE # what was compiled once starts at once the next time

.PHONY: anew help menu fetch send process watch demo report letter people combined person remind check template explain aliases routes setup doctor backup restore republish encrypt export forget form retention test test-all soak lint bench bench-large fuzz ablate worlds habits cluster-demo letter-templates lock
.DEFAULT_GOAL := help

help: ## 列出全部命令
	@printf '工荐：把各单位的推荐表整理成分学会的名单\n\n'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

# Without the value that it needs, a target says so, and how it is called, in the words of its own line of help.
need = $(if $(strip $($(1))),,@sed -n 's/^$@:.*## /没有写 $(1)=…。/p' Makefile; exit 2)

# What was found and said is no failure of make: exit code 1 of these commands is for programs that call them.
said := || [ $$? = 1 ]

# An environment that came with its folder from another computer has no Python any more, whatever its stamp says.
.venv/run.stamp: requirements.lock $(shell test -x .venv/bin/python || echo anew)
	@$(PYTHON) pipeline/start

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	@$(PYTHON) pipeline/start --dev

menu: .venv/run.stamp ## 按数字选择要做的事
	@$(RUN) menu

process: .venv/run.stamp ## 处理 inbox 里收到的推荐表，结果写入 outbox（可加 PASSWORDS=密码文件；RETRY=1 把出错的再试一次；TRIAL=1 只试算，不登记）
	@$(RUN) process $(if $(PASSWORDS),--passwords "$(PASSWORDS)") $(if $(RETRY),--retry) $(if $(TRIAL),--dry-run)

watch: .venv/run.stamp ## 守候：一直开着，新的材料一到 inbox 就处理，填好的待决事项、改过的设置马上生效；按 Ctrl-C 停下（可加 PASSWORDS=密码文件）
	@$(RUN) watch $(if $(PASSWORDS),--passwords "$(PASSWORDS)")

fetch: .venv/run.stamp ## 收信：把邮箱里的新邮件原样放进 inbox（账号和服务器写在设置工作簿“本会”表）
	@$(RUN) fetch

send: .venv/run.stamp ## 发信：make send BATCH=20250506-01（可加 TEST=演练的收件地址；AGAIN=信函编号；PASSWORDS=密码文件；DRAFTS=1 只放进草稿文件夹）
	$(call need,BATCH)
	@$(RUN) send "$(BATCH)" $(if $(TEST),--test-to "$(TEST)") $(if $(AGAIN),--again "$(AGAIN)") $(if $(PASSWORDS),--passwords "$(PASSWORDS)") $(if $(DRAFTS),--drafts) $(said)

demo: .venv/run.stamp ## 用 examples 里的虚构材料演示一遍，结果写入 outbox/demo；其他通知：make demo NOTICE=csee-2022
	@$(RUN) demo $(if $(NOTICE),--notice "$(NOTICE)")

report: .venv/run.stamp ## 统计一段时间：make report MONTH=2025-04，也可写 2025-Q2、2025
	$(call need,MONTH)
	@$(RUN) report --month "$(MONTH)" $(if $(LEAST),--min-count "$(LEAST)")

check: .venv/run.stamp ## 预览一个文件的问题：make check FILE=推荐表.xlsx
	$(call need,FILE)
	@$(RUN) check "$(FILE)" $(said)

letter: .venv/run.stamp ## 再写一次给一份材料的回复：make letter SUBMISSION=S00012
	$(call need,SUBMISSION)
	@$(RUN) letter "$(SUBMISSION)"

people: .venv/run.stamp ## 写出全部人员的总表 outbox/人员总表（全部）.xlsx，不限人数
	@$(RUN) people

combined: .venv/run.stamp ## 写出全部已分配的人的附件3 outbox/推荐参加工程能力评价人员情况表（全部）_….xlsx
	@$(RUN) combined

person: .venv/run.stamp ## 一个人的全过程：make person NAME=沈一鸣（也可写编号）
	$(call need,NAME)
	@$(RUN) person "$(NAME)" $(said)

remind: .venv/run.stamp ## 给逾期未报、逾期未补正的单位和该催的学会写催办函，为快到期的证书写提醒信，写到 outbox/催办
	@$(RUN) remind

explain: .venv/run.stamp ## 看程序怎样理解一个文件：make explain FILE=推荐表.xlsx
	$(call need,FILE)
	@$(RUN) explain "$(FILE)"

template: .venv/run.stamp ## 生成空白附件3：推荐表模板.xlsx；其他通知的表：make template NOTICE=csee-2022；证书登记表：FORM=证书；活动记录表：FORM=学时
	@$(RUN) template $(if $(filter 证书,$(FORM)),--certificates,$(if $(filter 学时,$(FORM)),--hours,$(if $(NOTICE),--notice "$(NOTICE)",--output 推荐表模板.xlsx)))

form: .venv/run.stamp ## 一种新表：make form FILE=空白表.xlsx 起草（可加 NAME=名字），改好后 make form CHECK=名字 核对
	$(if $(CHECK),,$(call need,FILE))
	@$(RUN) form $(if $(CHECK),check "$(CHECK)" $(if $(FILE),--file "$(FILE)"),draft "$(FILE)" $(if $(NAME),--name "$(NAME)")) $(if $(CHECK),$(said))

aliases: .venv/run.stamp ## 列出本会学到的词；去掉一条：make aliases REMOVE=D00012
	@$(RUN) aliases $(if $(REMOVE),--remove "$(REMOVE)") $(said)

routes: .venv/run.stamp ## 列出各工程技术领域分配到哪个学会、依据和确认情况
	@$(RUN) routes

setup: .venv/run.stamp ## 准备运行环境和设置工作簿 settings/设置.xlsx
	@$(RUN) setup

test: .venv/dev.stamp ## 测试（不需要办公软件、浏览器或服务器）
	@.venv/bin/python -m pytest -n 2 --dist worksteal

test-all: .venv/dev.stamp ## 全部测试（需要 LibreOffice、Chromium、Dovecot、notmuch 和 Perl 的 Email::MIME）
	@.venv/bin/python -m pytest -n 2 --dist worksteal -m 'not soak' --hypothesis-profile all

doctor: .venv/run.stamp ## 检查安装、登记库和结果文件夹是否完好
	@$(RUN) doctor $(said)

backup: .venv/run.stamp ## 备份登记库和设置到 backups
	@$(RUN) backup

restore: .venv/run.stamp ## 从备份恢复，现有的移到一旁：make restore FILE=backups/工荐备份-….zip
	$(call need,FILE)
	@$(RUN) restore "$(FILE)"

republish: .venv/run.stamp ## 重新写出一批缺少或改动过的文件：make republish BATCH=20250506-01
	$(call need,BATCH)
	@$(RUN) republish "$(BATCH)"

encrypt: .venv/run.stamp ## 给一批的学会名单另做加密副本：make encrypt BATCH=20250506-01 PASSWORDS=密码文件
	$(call need,BATCH)
	$(call need,PASSWORDS)
	@$(RUN) encrypt "$(BATCH)" --passwords "$(PASSWORDS)" $(said)

export: .venv/run.stamp ## 把登记库的一张表导出给 Excel：make export TABLE=people（submissions、documents、findings、events……）
	$(call need,TABLE)
	@$(RUN) export "$(TABLE)" --format xlsx --output "$(TABLE).xlsx"

forget: .venv/run.stamp ## 删除个人信息：make forget PERSON=G00012-2，或 make forget UNIT=单位全名，或 make forget AGAIN=1（删除过又回来的）
	@$(RUN) forget $(if $(PERSON),"$(PERSON)") $(if $(UNIT),--unit "$(UNIT)") $(if $(AGAIN),--again) $(said)

retention: .venv/run.stamp ## 删除超过保存期限的个人信息（先问再删）
	@$(RUN) retention $(said)

soak: .venv/dev.stamp ## 久测：杀进程二百次、坏文件十二万个（约半小时；make soak SOAK_FILES=5000 少做些）
	@.venv/bin/python -m pytest -n 2 --dist worksteal -m soak

lint: .venv/dev.stamp ## 代码检查：ruff、mypy，以及谁可以引用谁（import-linter）
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo

bench: .venv/dev.stamp ## 计时：主流程与下限、与用户自写脚本之比，报表、台账页和收发信（N=1000）
	@.venv/bin/python -m tests.bench $(or $(N),1000)

bench-large: .venv/dev.stamp ## 计时：两万份推荐表与一千份之比、与预计之比，大登记库与空登记库之比（N=20000，约十分钟）
	@.venv/bin/python -m tests.bench_large $(or $(N),20000)

fuzz: .venv/dev.stamp ## 变形检查：给正确的推荐表随机加上各种习惯写法，要求读出同样的人
	@.venv/bin/python -m pytest tests/corpus -m fuzz -s

ablate: .venv/dev.stamp ## 逐一去掉识别的每一步，要求至少有一种习惯写法因此读错
	@.venv/bin/python -m pytest tests/corpus -m ablation -s

worlds: .venv/dev.stamp ## 新编报送材料的检查：约 N 个人（N=1000 SEED=1，可加 NOTICE PART ONLY SHOW KEEP）
	@.venv/bin/python -m tests.worlds $(or $(N),1000) --seed "$(or $(SEED),1)" --part $(or $(PART),seen) --notice $(or $(NOTICE),2025) --show $(or $(SHOW),0) --only "$(ONLY)" --keep "$(KEEP)"

cluster-demo: .venv/dev.stamp ## 在本机演示集群：一个调度程序、两台处理机，与不用集群的结果逐字节比较
	@$(RUN) cluster demo

habits: .venv/dev.stamp ## 重写 docs/habits.md（各种习惯写法由哪一步识别）
	@PYTHONPATH=. .venv/bin/python tests/corpus/corpus_page.py

letter-templates: .venv/dev.stamp ## 由 templates/letters/source 重写信函模板（开发者用）
	@.venv/bin/python tests/letters/make_templates.py

lock: .venv/dev.stamp ## 重新锁定依赖（开发者用）
	@.venv/bin/python -m pip install --quiet uv
	@.venv/bin/uv pip compile pyproject.toml --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet -o requirements.lock
	@.venv/bin/uv pip compile pyproject.toml --extra dev --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet -o requirements-dev.lock
