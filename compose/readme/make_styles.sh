#!/usr/bin/env bash
# Makes styles.jpg: one picture of the bundled clip, then the same in each style of the built-in model. Needs ffmpeg.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

prompts=(
  ""
  "an oil painting, thick brush strokes"
  "watercolour on paper"
  "a pencil sketch"
  "comic book style, bold ink outlines"
  "neon lights, glowing edges on black"
  "a japanese woodblock print"
  "a cyanotype"
  "pixel art"
)

ffmpeg -v error -ss 4 -i "$here/../src/main/resources/clips/demo.mp4" -frames:v 1 -an "$work/clip.mp4"
for i in "${!prompts[@]}"; do
  "$here/../brushcast" run --exit --input "$work/clip.mp4" --prompt "${prompts[i]}" --port 0 --output "$work/$i"
  ffmpeg -v error -i "$work/$i/index.m3u8" -frames:v 1 "$work/style-$i.png"
done
ffmpeg -v error -y -i "$work/style-%d.png" -vf tile=3x3:padding=4:color=white -q:v 3 "$here/styles.jpg"
