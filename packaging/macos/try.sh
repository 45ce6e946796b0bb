#!/usr/bin/env bash
# What a newcomer on macOS does, by script: copy the app out of the image, split the demo song, keep a token, open the window.
set -euo pipefail
image=$(ls dist/StemDesk-*-macos-*.dmg)
volume=$(mktemp -d)
hdiutil attach "$image" -mountpoint "$volume" -nobrowse -quiet
place=$(mktemp -d)
ditto "$volume/StemDesk.app" "$place/StemDesk.app"
hdiutil detach "$volume" -quiet
program="$place/StemDesk.app/Contents/MacOS/StemDesk"

codesign --verify --deep --strict "$place/StemDesk.app"
"$program" --version
song=$(find "$place/StemDesk.app" -name "StemDesk Demo.ogg" | head -1)
stems=$("$program" separate "$song")
test "$(echo "$stems" | wc -l)" -eq 2  # by the network
echo "$stems" | while read -r stem; do test -f "$stem"; done

echo "a token of 32 characters, or so" | "$program" account set mvsep
"$program" account show mvsep --json | grep '"origin": "keyring"'
"$program" account forget mvsep

"$program" &
window=$!
for _ in $(seq 120); do
    osascript -e 'tell application "System Events" to get name of every process whose visible is true' | grep -q StemDesk && break
    sleep 0.5
done
osascript -e 'tell application "StemDesk" to quit' || kill "$window"
wait "$window" || true
echo "all of it"
