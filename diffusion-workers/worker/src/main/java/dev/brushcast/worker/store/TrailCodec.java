package dev.brushcast.worker.store;

import dev.brushcast.worker.render.SourcePlace;
import dev.brushcast.worker.render.Trail;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A {@link Trail} as bytes: 20 for each chunk. */
final class TrailCodec {

    private TrailCodec() {}

    static void write(DataOutputStream out, Trail trail) throws IOException {
        writePlaces(out, trail.sinks());
        writePlaces(out, trail.seen());
        writePlaces(out, trail.skipped());
        out.writeInt(trail.pending());
    }

    static Trail read(DataInputStream in) throws IOException {
        return new Trail(readPlaces(in), readPlaces(in), readPlaces(in), in.readInt());
    }

    private static void writePlaces(DataOutputStream out, List<SourcePlace> places) throws IOException {
        out.writeInt(places.size());
        for (SourcePlace place : places) {
            out.writeLong(place.sequence());
            out.writeLong(place.offset());
            out.writeInt(place.frames());
        }
    }

    private static List<SourcePlace> readPlaces(DataInputStream in) throws IOException {
        List<SourcePlace> places = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            places.add(new SourcePlace(in.readLong(), in.readLong(), in.readInt()));
        }
        return places;
    }
}
