package io.eseal.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Says which faults each request of a campaign meets, all drawn from the seed before the campaign starts. */
final class CampaignPlan {

    static final Duration LOCK = Duration.ofSeconds(4);
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(6);
    /** The last look-up comes at the latest so long after the sending, see {@link NodeSettings#standard}. */
    private static final Duration HIDDEN = Duration.ofSeconds(25);
    /** Latest moment of a kill, in milliseconds after the approval. */
    private static final int LATEST_MOMENT = 1500;
    /** Number of reads that fail, of a hundred. */
    private static final int READS_THAT_FAIL = 15;

    private static final List<FaultMoment> CHOSEN_KILLS = List.of(
            FaultMoment.KILL_BEFORE_INTENT,
            FaultMoment.KILL_BEFORE_SENDING,
            FaultMoment.KILL_ONCE_CLAIMED,
            FaultMoment.KILL_BEFORE_ACCEPTANCE,
            FaultMoment.KILL_BEFORE_ANSWER,
            FaultMoment.KILL_BEFORE_LEDGER,
            FaultMoment.KILL_BEFORE_REGISTER,
            FaultMoment.KILL_BEFORE_COMMIT);
    private static final List<FaultMoment> OTHERS = List.of(
            FaultMoment.FREEZE_BEFORE_ANSWER,
            FaultMoment.FAIL_LEDGER,
            FaultMoment.CRASH_DATABASE,
            FaultMoment.FAIL_COMMIT,
            FaultMoment.CUT_CONNECTIONS,
            FaultMoment.FREEZE_AT_RANDOM,
            FaultMoment.FAIL_REGISTER,
            FaultMoment.NOBODY_LISTENS,
            FaultMoment.READ_ONLY,
            FaultMoment.FAIL_INTENT,
            FaultMoment.FREEZE_ONCE_CLAIMED,
            FaultMoment.RESET_CONNECTIONS);

    private final CampaignSize size;
    private final List<RequestPlan> requests;
    private final Duration hidden;

    private CampaignPlan(CampaignSize size, List<RequestPlan> requests) {
        this(size, requests, Duration.ZERO);
    }

    private CampaignPlan(CampaignSize size, List<RequestPlan> requests, Duration hidden) {
        this.hidden = hidden;
        this.size = size;
        this.requests = List.copyOf(requests);
    }

    /**
     * Every kind of fault on the orders in turn, the kills and the other moments of faults spread over the campaign.
     */
    static CampaignPlan of(CampaignSize size) {
        Random random = new Random(size.seed());
        return drawn(size, random, orderFaults(), moments(size, random));
    }

    /** Only what makes the engine run an order's job again after CertCentral accepted the order. */
    static CampaignPlan ofRepetitions(CampaignSize size) {
        Map<Integer, FaultMoment> moments = Map.of(
                0,
                FaultMoment.FAIL_LEDGER,
                1,
                FaultMoment.FAIL_REGISTER,
                2,
                FaultMoment.FAIL_COMMIT,
                3,
                FaultMoment.KILL_BEFORE_LEDGER);
        CampaignPlan plan = drawn(size, new Random(size.seed()), List.of(Faults.slow(LOCK.plusMillis(1500))), moments);
        return new CampaignPlan(
                size,
                plan.requests.stream()
                        .map(request -> request.moment().isPresent() ? request.withoutOrderFaults() : request)
                        .toList());
    }

    /**
     * Every order is taken and its answer lost; CertCentral shows it only after the last look-up, when it has been
     * ordered again.
     */
    static CampaignPlan ofHidden(CampaignSize size) {
        List<Fault> lost = List.of(
                Faults.lostAnswer(),
                Faults.cutInStatusLine(),
                Faults.unavailable(502, true),
                Faults.unavailable(504, true),
                Faults.html(true));
        List<RequestPlan> requests = drawn(size, new Random(size.seed()), lost, Map.of()).requests.stream()
                // The first order goes through: look-ups must be seen to find one.
                .map(request -> request.number() == 0
                        ? request.withoutOrderFaults()
                        : request.withOrderFaults(request.orderFaults().subList(0, 1)))
                .toList();
        return new CampaignPlan(size, requests, HIDDEN);
    }

    /** Requests whose order call meets a fault. */
    long hit() {
        return requests.stream()
                .filter(request -> !request.orderFaults().isEmpty())
                .count();
    }

    /** How long CertCentral's look-ups hide an order whose call met a fault. */
    Duration hidden() {
        return hidden;
    }

    List<RequestPlan> requests() {
        return requests;
    }

    CampaignSize size() {
        return size;
    }

    /** Returns the fault of the n-th call of an operation that does not order: mostly none. */
    Fault read(String operation, int number) {
        if (!hidden.isZero()) {
            return Faults.none();
        }
        SplittableRandom random = new SplittableRandom(size.seed() * 31 + operation.hashCode() * 1_000_003L + number);
        List<Fault> faults = readFaults();
        return random.nextInt(100) < READS_THAT_FAIL ? faults.get(random.nextInt(faults.size())) : Faults.none();
    }

    long count(Predicate<FaultMoment> which) {
        return requests.stream()
                .filter(request -> request.moment().filter(which).isPresent())
                .count();
    }

    private static CampaignPlan drawn(
            CampaignSize size, Random random, List<Fault> kinds, Map<Integer, FaultMoment> moments) {
        List<Fault> deck = new ArrayList<>();
        List<RequestPlan> requests = new ArrayList<>();
        for (int number = 0; number < size.orders(); number++) {
            List<Fault> faults = new ArrayList<>();
            // The first call always meets one, a repetition often.
            for (int call = 0; call == 0 || call < 3 && random.nextInt(100) < 35; call++) {
                if (deck.isEmpty()) {
                    deck.addAll(kinds);
                    Collections.shuffle(deck, random);
                }
                faults.add(deck.remove(deck.size() - 1));
            }
            requests.add(new RequestPlan(
                    number,
                    List.copyOf(faults),
                    Optional.ofNullable(moments.get(number)),
                    random.nextInt(LATEST_MOMENT),
                    random.nextInt(size.nodes())));
        }
        return new CampaignPlan(size, requests);
    }

    private static Map<Integer, FaultMoment> moments(CampaignSize size, Random random) {
        List<FaultMoment> moments = new ArrayList<>(Collections.nCopies(size.kills(), FaultMoment.KILL_AT_RANDOM));
        moments.addAll(dealt(CHOSEN_KILLS, (size.kills() + 4) / 5, random));
        moments.addAll(dealt(OTHERS, Math.max(2, size.kills() * 4 / 5), random));
        Collections.shuffle(moments, random);
        Map<Integer, FaultMoment> at = new HashMap<>();
        for (int i = 0; i < moments.size(); i++) {
            int number = (int) ((i + random.nextDouble()) * size.orders() / moments.size());
            while (at.putIfAbsent(number, moments.get(i)) != null) {
                number = (number + 1) % size.orders();
            }
        }
        return at;
    }

    private static List<FaultMoment> dealt(List<FaultMoment> kinds, int howMany, Random random) {
        List<FaultMoment> first = new ArrayList<>(kinds);
        Collections.shuffle(first, random);
        return IntStream.range(0, howMany)
                .mapToObj(i -> first.get(i % first.size()))
                .toList();
    }

    private static List<Fault> orderFaults() {
        List<Fault> faults = new ArrayList<>(List.of(
                Faults.reset(),
                Faults.swallow(),
                Faults.lostAnswer(),
                Faults.cutInStatusLine(),
                Faults.cutInHeaders(),
                Faults.cutInBody(),
                Faults.truncate(),
                Faults.shortLength(),
                Faults.longLength(),
                Faults.html(false),
                Faults.html(true),
                Faults.drip(Duration.ofSeconds(1)),
                Faults.huge(1024 * 1024),
                Faults.gzip(),
                Faults.tooMany(),
                Faults.tooMany("1"),
                Faults.slow(LOCK.plusMillis(1000)),
                Faults.slow(CALL_TIMEOUT.plusMillis(1500)),
                lateExecution()));
        for (int status : new int[] {500, 502, 503, 504}) {
            faults.add(Faults.unavailable(status, false));
            faults.add(Faults.unavailable(status, true));
        }
        return faults;
    }

    private static List<Fault> readFaults() {
        return List.of(
                Faults.reset(),
                Faults.swallow(),
                Faults.cutInStatusLine(),
                Faults.cutInHeaders(),
                Faults.cutInBody(),
                Faults.truncate(),
                Faults.shortLength(),
                Faults.longLength(),
                Faults.html(false),
                Faults.huge(1024 * 1024),
                Faults.gzip(),
                Faults.tooMany("1"),
                Faults.slow(Duration.ofMillis(500)),
                Faults.unavailable(500, false),
                Faults.unavailable(503, false));
    }

    /** CertCentral executes the call only later. */
    private static Fault lateExecution() {
        return new Fault("executed late", true, exchange -> {
            Pause.of(Duration.ofSeconds(2));
            exchange.send(exchange.forward());
        });
    }
}
