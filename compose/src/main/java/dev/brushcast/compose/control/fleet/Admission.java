package dev.brushcast.compose.control.fleet;

import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.fleet.Capacity;
import dev.brushcast.contract.fleet.FrameWork;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Whether a stream more can be carried on time. Pure. */
public final class Admission {

    private Admission() {}

    /**
     * On a slot that is given.
     *
     * @param now without the stream
     */
    public static Verdict judge(FleetNow now, int slot, FrameWork work) {
        if (now.workers().isEmpty()) {
            return new Verdict.Unknown(
                    "no worker serves yet: nothing can be said of what the stream's worker can carry");
        }
        Optional<WorkerHealth> worker = now.ofSlot(slot);
        if (worker.isEmpty()) {
            return new Verdict.Unknown("slot " + slot + " is on its way from one worker to another");
        }
        if (!Capacity.of(worker.get()).isKnown()) {
            return new Verdict.Unknown("worker " + worker.get().getWorker() + " has not measured what it can carry");
        }
        double room = now.room(worker.get());
        double share = Capacity.of(worker.get()).share(work);
        return share <= room
                ? new Verdict.Fits("worker " + worker.get().getWorker() + " has room for it")
                : new Verdict.TooMuch(refusal(now, worker.get(), work, share));
    }

    private static String refusal(FleetNow now, WorkerHealth worker, FrameWork work, double share) {
        WorkerHealth roomiest = now.workers().stream()
                .max(Comparator.comparingDouble(now::room))
                .orElse(worker);
        return work + " are " + percent(share) + " of what worker " + worker.getWorker() + " can do ("
                + Math.round(Capacity.of(worker).framesPerSecond(work) * worker.getSustained())
                + " such frames a second), and its streams ask for " + percent(now.load(worker)) + " already, of "
                + percent(FleetNow.FULL * worker.getSustained()) + " that are given away; "
                + (now.framesLeft(roomiest, work) >= 1
                        ? "worker " + roomiest.getWorker() + " has most room, for "
                                + Math.round(Math.floor(now.framesLeft(roomiest, work))) + " such frames a second"
                        : "no other worker has more room")
                + ": start another worker, stop a stream, ask for fewer frames (ingest.pictures.maxFrameRate), smaller"
                + " ones or fewer steps, or repeat the request with ?beyondCapacity=true to have frames come late";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
