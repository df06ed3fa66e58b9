#!/bin/sh
# Makes the clips beside this file with FFmpeg's command line (made with 5.1). Frame n of a "ramp" has luma 20 + 8 n.
set -eu
cd "$(dirname "$0")"
ff() { ffmpeg -hide_banner -loglevel error -y -fflags +bitexact "$@"; }
ramp() { echo "nullsrc=size=$1:rate=25,format=yuv420p,geq=lum='20+8*N':cb=128:cr=128"; }
x264="-c:v libx264 -preset veryslow -crf 12 -x264-params bframes=3:b-adapt=0:keyint=250:scenecut=0:threads=1 -bitexact"
aac="-c:a aac -b:a 24k -ac 2 -bitexact"

# B frames, a single key frame, stereo sound with priming; the index comes first, so that it can be cut short.
ff -f lavfi -i "$(ramp 64x48)" -f lavfi -i sine=330:sample_rate=48000 -t 0.96 $x264 $aac -movflags +faststart b-frames.mp4
# Its sound as another reader finds it: pts, duration, size, MD5.
ff -copyts -i b-frames.mp4 -map 0:a -c copy -f framemd5 - | sed '/^#/d; s/ //g' | cut -d, -f3-6 >b-frames.sound.csv
# Every frame its own key frame: damage costs that frame alone.
ff -f lavfi -i "$(ramp 64x48)" -frames:v 24 -c:v mjpeg -q:v 3 -bitexact intra.avi
# Frames 0, 1, 2, 3, 8, 9, 20 of 25 a second.
ff -f lavfi -i "$(ramp 64x48),select='lt(n,4)+eq(n,8)+eq(n,9)+eq(n,20)'" -frames:v 7 -vsync vfr -c:v ffv1 -bitexact variable-rate.mkv
# Left half red, right half blue, as coded; to be turned clockwise by a quarter (the option counts the other way round).
halves="color=red:size=32x48:rate=25[a];color=blue:size=32x48:rate=25[b];[a][b]hstack"
ff -f lavfi -i "$halves" -frames:v 3 $x264 -pix_fmt yuv420p upright.tmp.mp4
ff -i upright.tmp.mp4 -c copy -metadata:s:v rotate=270 -bitexact turned.mp4
rm upright.tmp.mp4
# Pixels twice as wide as high: a square of 48x96 pixels as coded.
ff -f lavfi -i "$halves,scale=48:96,setsar=2/1" -frames:v 2 -c:v ffv1 -bitexact wide-pixels.mkv
ff -f lavfi -i "$halves,scale=65:49,format=yuv420p" -frames:v 2 -c:v ffv1 -bitexact odd-size.mkv
ff -f lavfi -i "$(ramp 64x48),tinterlace=interleave_top,fieldorder=tff" -frames:v 4 -c:v mpeg2video -flags +ilme+ildct -q:v 3 -bitexact interlaced.mpg
# White, half transparent on the left, opaque on the right.
ff -f lavfi -i "color=white:size=64x48:rate=25,format=rgba,geq=r=255:g=255:b=255:a='if(lt(X,32),128,255)'" -frames:v 2 -c:v qtrle -bitexact alpha.mov
ff -f lavfi -i "nullsrc=size=64x48:rate=25,format=yuv420p10le,geq=lum='80+32*N':cb=512:cr=512" -frames:v 4 -c:v ffv1 -bitexact ten-bit.mkv
# RGB 200 60 40 in each matrix and range, tagged as such; untagged for the rule by height.
colour() {
    ff -f lavfi -i "color=0xC83C28:size=$4:rate=25,format=gbrp,scale=out_color_matrix=$2:out_range=$3:flags=accurate_rnd+full_chroma_int,format=yuv444p" \
        -frames:v 1 $5 -c:v ffv1 -bitexact "$1"
}
colour bt601-limited.mkv bt601 tv 32x16 "-colorspace smpte170m -color_range tv"
colour bt709-limited.mkv bt709 tv 32x16 "-colorspace bt709 -color_range tv"
colour bt709-full.mkv bt709 pc 32x16 "-colorspace bt709 -color_range pc"
colour bt2020-limited.mkv bt2020 tv 32x16 "-colorspace bt2020nc -color_range tv"
colour untagged-sd.mkv bt601 tv 32x16 ""
colour untagged-hd.mkv bt709 tv 16x720 ""
# The same second twice, the second time from the same time stamps: an encoder that started again.
ff -f lavfi -i "$(ramp 64x48)" -f lavfi -i sine=330:sample_rate=48000 -t 0.96 -c:v mpeg2video -q:v 3 -g 12 -bf 0 -c:a mp2 -b:a 32k -ac 1 -bitexact -mpegts_flags +initial_discontinuity once.tmp.ts
cat once.tmp.ts once.tmp.ts > restarted.ts
rm once.tmp.ts
# Bare H.264 without any time stamps.
ff -f lavfi -i "$(ramp 64x48)" -frames:v 12 $x264 -f h264 no-times.h264
ff -f lavfi -i sine=330:sample_rate=48000 -t 0.3 -c:a aac -b:a 16k -bitexact sound-only.m4a
# A picture that belongs to a song is no video.
ff -f lavfi -i sine=330:sample_rate=48000 -t 0.3 -c:a libmp3lame -b:a 16k -bitexact song.tmp.mp3
ff -f lavfi -i color=red:size=16x16 -frames:v 1 cover.tmp.png
ff -i song.tmp.mp3 -i cover.tmp.png -map 0 -map 1 -c copy -disposition:v attached_pic -id3v2_version 3 -bitexact song-with-cover.mp3
rm song.tmp.mp3 cover.tmp.png
# A single picture.
ff -f lavfi -i "$halves" -frames:v 1 -update 1 -bitexact still.png
# Two audio tracks, the second the default one, and a cover: mono 330 Hz in English, stereo 660 Hz in German, a PNG.
ff -f lavfi -i color=red:size=16x16 -frames:v 1 cover.tmp.png
ff -f lavfi -i "$(ramp 64x48)" -f lavfi -i sine=330:sample_rate=48000 -f lavfi -i sine=660:sample_rate=44100 -i cover.tmp.png -t 0.4 \
    -map 0:v -map 1:a -map 2:a -map 3:v $x264 -c:v:1 copy -c:a aac -b:a 16k -ac:a:0 1 -ac:a:1 2 -bitexact \
    -metadata:s:a:0 language=eng -metadata:s:a:1 language=deu -disposition:a:0 0 -disposition:a:1 default -disposition:v:1 attached_pic many-tracks.mp4
rm cover.tmp.png
# Left half red, right half blue, to be turned clockwise by a quarter, as the pictures alone say, in H.264 messages.
ff -f lavfi -i "$halves" -frames:v 3 $x264 -pix_fmt yuv420p -bsf:v h264_metadata=rotate=270:display_orientation=insert turned-in-pictures.mp4
# White, transparent on the left (alpha 80 of 255), opaque on the right, the alpha beside the picture.
for codec in vp8:libvpx vp9:libvpx-vp9; do
    ff -f lavfi -i "color=white:size=64x48:rate=25,format=yuva420p,geq=lum=235:cb=128:cr=128:a='if(lt(X,32),80,255)'" \
        -frames:v 2 -c:v ${codec#*:} -auto-alt-ref 0 -crf 10 -b:v 100k -bitexact alpha-${codec%:*}.webm
done
# Half a second twice, otherwise the second time: AAC from 48 to 44.1 kHz (headers of its own in MPEG-TS, a new
# configuration in FLV), AC-3 from stereo to mono; the picture from wide to tall.
part() { ff -f lavfi -i "$(ramp $1)" -f lavfi -i "sine=440:sample_rate=$2" -t 0.48 $4 -b:v 20k -g 12 -bf 0 -b:a 32k -ar $2 -ac $3 -bitexact $5; }
part 64x48 48000 2 "-c:v mpeg2video -c:a aac" a.tmp.ts
part 64x48 44100 2 "-c:v mpeg2video -c:a aac" b.tmp.ts
part 64x48 48000 2 "-c:v mpeg2video -c:a ac3" c.tmp.ts
part 64x48 48000 1 "-c:v mpeg2video -c:a ac3" d.tmp.ts
part 48x64 48000 2 "-c:v mpeg2video -c:a aac" e.tmp.ts
part 64x48 48000 2 "-c:v flv -c:a aac -flvflags no_duration_filesize" f.tmp.flv
part 64x48 44100 1 "-c:v flv -c:a aac -flvflags no_duration_filesize" g.tmp.flv
cat a.tmp.ts b.tmp.ts > aac-rate.ts
cat c.tmp.ts d.tmp.ts > ac3-channels.ts
cat a.tmp.ts e.tmp.ts > shape.ts
{ cat f.tmp.flv; tail -c +14 g.tmp.flv; } > aac-config.flv
rm ?.tmp.ts ?.tmp.flv
# Half a frame a second, and B frames: decode times are far behind.
ff -f lavfi -i "nullsrc=size=64x48:rate=1/2,format=yuv420p,geq=lum='20+8*N':cb=128:cr=128" -frames:v 4 $x264 one-in-two-seconds.mp4
# A piece of fragmented MP4, as HLS has it, and what comes before the first one.
ff -f lavfi -i "$(ramp 64x48)" -t 0.48 $x264 -f hls -hls_time 10 -hls_segment_type fmp4 -hls_fmp4_init_filename piece-init.mp4 -hls_segment_filename piece%d.m4s piece.tmp.m3u8
mv piece0.m4s piece.m4s
rm piece.tmp.m3u8
# Four seconds of audio, then half a second of both: MPEG-TS whose tables name the picture when it comes, MPEG-TS whose tables
# name it from the start, FLV whose header speaks of audio only.
tone="-f lavfi -i sine=330:sample_rate=24000"
mp2="-c:a mp2 -b:a 32k -ac 1 -bitexact"
ff $tone -t 4 $mp2 -muxpreload 0 -muxdelay 0 a.tmp.ts
ff -f lavfi -i "$(ramp 64x48)" $tone -map 1 -map 0 -t 0.48 -c:v mpeg2video -q:v 3 -bf 0 $mp2 -output_ts_offset 4 -muxpreload 0 -muxdelay 0 b.tmp.ts
cat a.tmp.ts b.tmp.ts > late-picture.ts
ff -itsoffset 4 -i b.tmp.ts $tone -map 0:v -map 1:a -t 4.48 -c:v copy $mp2 -muxpreload 0 -muxdelay 0 late-picture-told.ts
ff -f lavfi -i sine=330:sample_rate=44100 -t 4 -c:a aac -b:a 16k -ac 1 -bitexact -flvflags no_duration_filesize a.tmp.flv
ff -f lavfi -i "$(ramp 64x48)" -f lavfi -i sine=330:sample_rate=44100 -t 0.48 $x264 -bf 0 -c:a aac -b:a 16k -ac 1 -bitexact -output_ts_offset 4 -flvflags no_duration_filesize b.tmp.flv
{ cat a.tmp.flv; tail -c +14 b.tmp.flv; } > late-picture.flv
rm ?.tmp.ts ?.tmp.flv
# A tone in codecs whose decoders must be told how packets are made up, which no configuration says.
ff -f lavfi -i "$(ramp 64x48)" -f lavfi -i sine=440:sample_rate=44100 -t 0.96 -c:v wmv2 -b:v 20k -c:a wmav2 -b:a 32k -bitexact windows-media.wmv
ff -f lavfi -i "$(ramp 64x48)" -f lavfi -i sine=440:sample_rate=22050 -t 0.96 -c:v mjpeg -c:a adpcm_ima_wav -bitexact adpcm.avi
ff -f lavfi -i "$(ramp 64x48)" -f lavfi -i sine=440:sample_rate=8000 -t 0.96 -c:v mjpeg -c:a g726 -b:a 32k -bitexact g726.mov
# Clocks that jump: by five hours in a recording, and one of 33 bits that begins again after half a second.
ff -f lavfi -i "$(ramp 64x48),setpts='if(gte(N,12),PTS+5*3600/TB,PTS)'" -frames:v 24 -c:v ffv1 -fps_mode passthrough -bitexact leap.mkv
ff -f lavfi -i "$(ramp 64x48)" -f lavfi -i sine=330:sample_rate=48000 -t 0.96 -c:v mpeg2video -q:v 3 -bf 0 -c:a mp2 -b:a 32k -ac 1 -bitexact \
    -muxpreload 0 -muxdelay 0 -output_ts_offset 95443.2 wrap.ts
# Four seconds of pictures, then half a second of both.
mpeg2="-c:v mpeg2video -q:v 10 -g 50 -bf 0"
ff -f lavfi -i "$(ramp 64x48)" -t 4 $mpeg2 -bitexact -muxpreload 0 -muxdelay 0 a.tmp.ts
ff -f lavfi -i "$(ramp 64x48)" $tone -t 0.48 $mpeg2 $mp2 -output_ts_offset 4 -muxpreload 0 -muxdelay 0 b.tmp.ts
cat a.tmp.ts b.tmp.ts > late-audio.ts
ff -f lavfi -i "$(ramp 64x48)" -t 4 $x264 -bf 0 -flvflags no_duration_filesize a.tmp.flv
ff -f lavfi -i "$(ramp 64x48)" -f lavfi -i sine=330:sample_rate=44100 -t 0.48 $x264 -bf 0 -c:a aac -b:a 16k -ac 1 -bitexact -output_ts_offset 4 -flvflags no_duration_filesize b.tmp.flv
{ cat a.tmp.flv; tail -c +14 b.tmp.flv; } > late-audio.flv
rm ?.tmp.ts ?.tmp.flv
# As a browser's MediaRecorder puts it: clusters without lengths, no index, no duration.
ff -f lavfi -i "testsrc2=size=64x48:rate=25" -f lavfi -i sine=440:sample_rate=48000 -t 0.96 -c:v libvpx -deadline realtime -b:v 40k -g 12 \
    -c:a libopus -b:a 16k -ac 1 -bitexact -f webm -live 1 recorded.webm
