@echo off
chcp 65001 >nul
cd /d "%~dp0"
where py >nul 2>nul || type templates\start\no-python.txt
py -3 pipeline\start process
pause
