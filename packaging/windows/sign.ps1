# Signs programs with the certificate in the environment: CERTIFICATE (a PFX as base64) and PASSWORD.
param([Parameter(Mandatory, ValueFromRemainingArguments)] [string[]] $Programs)
$ErrorActionPreference = "Stop"

$pfx = Join-Path $env:RUNNER_TEMP "certificate.pfx"
$tool = (Get-ChildItem "C:\Program Files (x86)\Windows Kits\10\bin\*\x64\signtool.exe" | Select-Object -Last 1).FullName
try {
    [IO.File]::WriteAllBytes($pfx, [Convert]::FromBase64String($env:CERTIFICATE))
    & $tool sign /f $pfx /p $env:PASSWORD /fd sha256 /tr http://timestamp.digicert.com /td sha256 (Resolve-Path $Programs).Path
    if ($LASTEXITCODE -ne 0) { throw "signtool: $LASTEXITCODE" }
} finally {
    Remove-Item $pfx -ErrorAction Ignore
}
