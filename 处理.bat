@echo off
rem 双击即可处理 inbox 里收到的推荐表（与 make process 相同）
chcp 65001 >nul
set PYTHONUTF8=1
cd /d "%~dp0"
if not exist .venv\Scripts\python.exe (
  echo 正在准备运行环境，只需一次……
  py -3 -m venv .venv || goto failed
  .venv\Scripts\python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock || goto failed
)
.venv\Scripts\python -m pipeline process
goto end
:failed
echo 环境没有准备好。请先安装 Python 3.11 或更新的版本（安装时勾选 Add to PATH），再双击本文件。
:end
pause
