#!/usr/bin/env bash
# Makes the pictures of the page: all streams, and one of them, in dark and light. Needs ffmpeg, curl, python3 and Chromium.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"
control="${CONTROL_PORT:-8090}" viewers="${VIEWER_PORT:-8080}" clip="${CLIP_PORT:-8070}"
api="http://localhost:$control/api/v1"
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$work"' EXIT

# Five minutes of the bundled clip, served as a film on the web is.
ffmpeg -v error -stream_loop 30 -i "$here/../src/main/resources/clips/demo.mp4" -c copy "$work/clip.mp4"
python3 -m http.server --bind 127.0.0.1 --directory "$work" "$clip" 2>/dev/null &
"$here/../brushcast" platform --slots 6 --allow-source localhost --port "$viewers" --control-port "$control" --output "$work/out" &
until curl -sf "http://localhost:$control/readyz" >/dev/null; do sleep 1; done

create() { # id, prompt
  curl -sf "$api/streams" -H 'Content-Type: application/json' -o /dev/null -d '{"id": "'"$1"'", "style": {"prompts": ["'"$2"'"]},
    "ingest": {"source": "http://localhost:'"$clip"'/clip.mp4", "pacing": "real_time", "pictures": {"width": 256, "height": 144, "maxFrameRate": 6}}}'
}
create stage-oil "an oil painting, thick brush strokes"
create stage-ink "comic book style, bold ink outlines"
create stage-neon "neon lights, glowing edges on black"
create lobby "watercolour on paper"
create archive "a cyanotype"
curl -sf -X PUT "$api/streams/archive/running" -H 'Content-Type: application/json' -d '{"running": false}' -o /dev/null
sleep 45

shot() { # name, size, scheme (0: dark, 1: light), address
  chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 --user-data-dir="$work/$1" \
    --blink-settings=preferredColorScheme="$3" --window-size="$2" --timeout=20000 --screenshot="$work/$1.png" \
    "http://localhost:$control/$4" 2>/dev/null
  ffmpeg -v error -y -i "$work/$1.png" -q:v 4 "$here/$1.jpg"
}
shot page-dark 1280,760 0 ''
shot page-light 1280,760 1 ''
shot stream-dark 1280,900 0 '#/streams/stage-oil'
shot stream-light 1280,900 1 '#/streams/stage-oil'
