package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.AudioChoice;
import dev.brushcast.media.source.MediaSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVProgram;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Which tracks of an opened container are read. */
final class TrackChoice {

    private TrackChoice() {}

    /** The picture track that FFmpeg takes for the main one. */
    static AVStream video(MediaSource source, AVFormatContext context) {
        if (!hasPicture(context)) {
            throw noPicture(source);
        }
        return context.streams(mainPicture(context));
    }

    /** Whether there is a picture track that is no cover. */
    static boolean hasPicture(AVFormatContext context) {
        int index = mainPicture(context);
        return index >= 0 && (context.streams(index).disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) == 0;
    }

    static MediaException noPicture(MediaSource source) {
        return new MediaException(source.redacted() + " has no picture track: give it one, or name another source");
    }

    private static int mainPicture(AVFormatContext context) {
        return avformat.av_find_best_stream(context, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    }

    /**
     * The audio track that is asked for; of several programmes' that of the picture.
     *
     * @throws MediaException if one is asked for that is not there
     */
    static @Nullable AVStream audio(MediaSource source, AVFormatContext context, AVStream video, AudioChoice choice) {
        List<AVStream> tracks = audioTracks(context, video.index());
        return switch (choice) {
            case AudioChoice.Usual _ ->
                tracks.stream()
                        .filter(track -> (track.disposition() & avformat.AV_DISPOSITION_DEFAULT) != 0)
                        .findFirst()
                        .orElse(tracks.isEmpty() ? null : tracks.getFirst());
            case AudioChoice.ByNumber asked when asked.number() <= tracks.size() -> tracks.get(asked.number() - 1);
            case AudioChoice.ByNumber asked -> throw missing(source, "no audio track " + asked.number(), tracks);
            case AudioChoice.ByLanguage asked ->
                tracks.stream()
                        .filter(track -> asked.isSpokenIn(language(track)))
                        .findFirst()
                        .orElseThrow(() -> missing(source, "no audio track in '" + asked.code() + "'", tracks));
        };
    }

    private static List<AVStream> audioTracks(AVFormatContext context, int video) {
        AVProgram program = avformat.av_find_program_from_stream(context, (AVProgram) null, video);
        IntStream indexes = program == null
                ? IntStream.range(0, context.nb_streams())
                : IntStream.range(0, program.nb_stream_indexes())
                        .map(i -> program.stream_index().get(i));
        List<AVStream> tracks = new ArrayList<>();
        indexes.mapToObj(context::streams).filter(TrackChoice::isKnownAudio).forEach(tracks::add);
        return tracks;
    }

    static boolean isAudio(AVStream track) {
        return track.codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO;
    }

    /** Splice information of the picture's programme. */
    static boolean isSplices(AVFormatContext context, AVStream track, AVStream video) {
        if (!isSplices(track)) {
            return false;
        }
        AVProgram program = avformat.av_find_program_from_stream(context, (AVProgram) null, video.index());
        return program == null
                || IntStream.range(0, program.nb_stream_indexes())
                        .anyMatch(i -> program.stream_index().get(i) == track.index());
    }

    static boolean isSplices(AVStream track) {
        return track.codecpar().codec_id() == avcodec.AV_CODEC_ID_SCTE_35;
    }

    /** A track that is promised and has not come has no rate. */
    private static boolean isKnownAudio(AVStream track) {
        return isAudio(track)
                && track.codecpar().sample_rate() > 0
                && track.codecpar().ch_layout().nb_channels() > 0;
    }

    private static MediaException missing(MediaSource source, String what, List<AVStream> tracks) {
        String known = tracks.isEmpty()
                ? "it has no audio"
                : IntStream.range(0, tracks.size())
                        .mapToObj(i -> (i + 1) + " " + describe(tracks.get(i)))
                        .collect(Collectors.joining(", ", "it has ", ""));
        return new MediaException(source.redacted() + " has " + what + ": " + known);
    }

    private static String describe(AVStream track) {
        String codec = avcodec.avcodec_get_name(track.codecpar().codec_id()).getString();
        String language = language(track);
        return language.isEmpty() ? codec : codec + " in " + language;
    }

    private static String language(AVStream track) {
        AVDictionaryEntry entry = avutil.av_dict_get(track.metadata(), "language", null, 0);
        return entry == null ? "" : entry.value().getString(StandardCharsets.UTF_8);
    }
}
