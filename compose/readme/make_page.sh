#!/usr/bin/env bash
# Makes the pictures of the page: all streams, one of them, in dark and light, and one from a browser's camera. Needs
# ffmpeg, curl, npm and Chromium.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"
control="${CONTROL_PORT:-8090}" viewers="${VIEWER_PORT:-8080}" clip="${CLIP_PORT:-8070}"
api="http://localhost:$control/api/v1"
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$work"' EXIT

# Five minutes of the bundled clip, few frames of it, so that a machine that is busy keeps up.
ffmpeg -v error -stream_loop 30 -i "$here/../src/main/resources/clips/demo.mp4" -vf fps=4,scale=256:144 -g 4 -b:v 1M -an "$work/clip.ts"
"$here/../brushcast" platform --slots 6 --allow-source localhost --port "$viewers" --control-port "$control" --output "$work/out" &
until curl -sf "http://localhost:$control/readyz" >/dev/null; do sleep 1; done

npm install --silent --prefix "$work" playwright-core
cp "$here"/make_*.mjs "$work"

create() { # id, prompt; each has a source of its own, which sends at the pace of the clip
  clip=$((clip + 1))
  ffmpeg -v error -re -i "$work/clip.ts" -c copy -f mpegts -listen 1 "http://localhost:$clip/" &
  curl -sf "$api/streams" -H 'Content-Type: application/json' -o /dev/null -d '{"id": "'"$1"'", "style": {"prompts": ["'"$2"'"]},
    "ingest": {"source": "http://localhost:'"$clip"'/", "pacing": "real_time", "chunks": {"frames": 2},
      "pictures": {"width": 224, "height": 128}}}'
}
create stage-oil "an oil painting, thick brush strokes"
create stage-ink "comic book style, bold ink outlines"
create stage-neon "neon lights, glowing edges on black"
create archive "a cyanotype"
sleep 20
curl -sf -X PUT "$api/streams/archive/running" -H 'Content-Type: application/json' -d '{"running": false}' -o /dev/null

shot() { # name, address, size, scheme
  node "$work/make_page.mjs" "http://localhost:$control/$2" "$here/$1-$4.jpg" "$3" "$4"
}
shot page '' 1280x520 dark
shot page '' 1280x520 light
shot stream '#/streams/stage-oil' 1280x900 dark
shot stream '#/streams/stage-oil' 1280x900 light
node "$work/make_camera.mjs" "http://localhost:$control/" "$here/camera-dark.jpg" 1280x640 dark
