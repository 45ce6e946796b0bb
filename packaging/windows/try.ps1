# What a newcomer on Windows does, by script: install, split the demo song, keep a token, open the window, remove it all.
$ErrorActionPreference = "Stop"
function Check($what, $true_) { if (-not $true_) { throw "not so: $what" } else { Write-Output "ok: $what" } }

$setup = (Get-ChildItem dist\StemDesk-*-windows.exe).FullName
Start-Process $setup -ArgumentList "/S" -Wait
$home_ = "$env:LOCALAPPDATA\Programs\StemDesk"
Check "it is installed" (Test-Path "$home_\StemDesk.exe")
Check "without a file of an administrator" (-not (Test-Path "$env:ProgramFiles\StemDesk"))
& "$home_\stemdesk.com" --version

$stems = & "$home_\stemdesk.com" separate "$home_\lib\stemdesk\resources\demo\StemDesk Demo.ogg"
Check "two stems, by the network" ($stems.Count -eq 2 -and (Test-Path -LiteralPath $stems[0]))

"a token of 32 characters, or so" | & "$home_\stemdesk.com" account set mvsep
$shown = & "$home_\stemdesk.com" account show mvsep --json
Check "the token is in Windows' vault" ($shown -match '"origin": "keyring"')
& "$home_\stemdesk.com" account forget mvsep

$window = Start-Process "$home_\StemDesk.exe" -PassThru
for ($i = 0; $i -lt 120 -and -not $window.MainWindowTitle; $i++) { Start-Sleep -Milliseconds 500; $window.Refresh() }
Check "the window is open" ($window.MainWindowTitle -eq "StemDesk")
$window.CloseMainWindow() | Out-Null
Check "and closes" ($window.WaitForExit(30000) -and $window.ExitCode -eq 0)

Start-Process "$home_\Uninstall StemDesk.exe" -ArgumentList "/S", "_?=$home_" -Wait
Check "the program is gone" (-not (Test-Path "$home_\StemDesk.exe") -and -not (Test-Path "$home_\lib"))
Check "the stems are not" (Test-Path -LiteralPath $stems[0])
