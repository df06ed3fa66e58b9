#!/usr/bin/env bash
# Records when chunks of six live streams come to a worker: an embedded broker, real ingest, a worker beside it, and an encoder that
# pushes RTMP and stands still for 0.8 s each ten seconds. FILE [PORT]; takes PORT to PORT+4. Needs ffmpeg and curl.
set -euo pipefail

file="${1:?name the file to write}"
port="${2:-24500}"
seconds=40
brushcast="$(dirname "$(dirname "$(readlink -f "$0")")")/brushcast"
folder="$(mktemp -d)"
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; wait; rm -rf "$folder"' EXIT

"$brushcast" platform --slots 6 --fake-engine 1=2,2=3,4=4,8=6 --broker-port "$port" --control-port $((port + 1)) \
  --port $((port + 2)) --publish-port $((port + 3)) --allow-private-sources --output "$folder/out" >"$folder/platform.log" 2>&1 &
started+=($!)
api="http://localhost:$((port + 1))/api/v1/streams"
until curl -sf "$api" >/dev/null; do
  kill -0 "${started[0]}" || { cat "$folder/platform.log" >&2; exit 1; }
  sleep 0.5
done

stream() { # ID SOURCE; small pictures, for codecs on the same machine are not what is recorded
  curl -sSf "$api?beyondCapacity=true" -H 'Content-Type: application/json' -d '{"id": "'"$1"'", "ingest": {"source": "'"$2"'",
    "pictures": {"width": 64, "height": 64}}, "egress": {"output": {"source": false}}, "style": {"prompts": ["oil painting"]}}' >/dev/null
}
stream ten testsrc:size=64x64:rate=10
stream fifteen testsrc:size=64x64:rate=15
stream film testsrc:size=64x64:rate=25
stream thirty testsrc:size=64x64:rate=30
stream pushed "rtmp://127.0.0.1:$((port + 4))/live/key?listen"

encoder=0
until ((encoder)) && kill -0 "$encoder" 2>/dev/null; do # until somebody listens
  ffmpeg -loglevel error -re -f lavfi -i testsrc2=size=160x90:rate=25 -f lavfi -i sine -c:v libx264 -preset ultrafast \
    -tune zerolatency -g 50 -c:a aac -f flv "rtmp://127.0.0.1:$((port + 4))/live/key" 2>>"$folder/encoder.log" &
  encoder=$!
  sleep 3
done
started+=("$encoder")
sleep 10

"$brushcast" bench arrivals --bootstrap "localhost:$port" --seconds "$seconds" --output "$file" &
recorder=$!
sleep 15
stream late testsrc:size=64x64:rate=30
for _ in 1 2 3; do
  sleep 9
  kill -STOP "$encoder"
  sleep 0.8
  kill -CONT "$encoder"
done
wait "$recorder"
