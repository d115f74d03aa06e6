package kept.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import kept.journal.Actor;
import kept.kernel.Refusal;
import kept.promises.NewPromise;
import kept.promises.Promise;
import kept.promises.State;
import kept.promises.Visibility;
import kept.teams.Viewer;
import org.jspecify.annotations.Nullable;

/// What people and customers do with words.
final class PromiseMoves {
    static final List<Move> ALL =
            List.of(
                    new Move("give", 160, PromiseMoves::give),
                    new Move("claim", 70, PromiseMoves::claim),
                    new Move("confirm", 20, PromiseMoves::confirm),
                    new Move("dispute", 12, PromiseMoves::dispute),
                    new Move("customer confirms", 25, PromiseMoves::confirmByCustomer),
                    new Move("customer disputes", 25, PromiseMoves::disputeByCustomer),
                    new Move("customer releases", 10, PromiseMoves::releaseByCustomer),
                    new Move("release", 10, PromiseMoves::release),
                    new Move("redate", 45, PromiseMoves::redate),
                    new Move("withdraw", 18, PromiseMoves::withdraw),
                    new Move("void", 8, PromiseMoves::declareVoid),
                    new Move("condition met", 25, PromiseMoves::conditionMet),
                    new Move("hand over", 25, PromiseMoves::handOver),
                    new Move("fulfil", 15, PromiseMoves::fulfil),
                    new Move("put at risk", 15, PromiseMoves::putAtRisk),
                    new Move("tell", 30, PromiseMoves::tell),
                    new Move("told otherwise", 12, PromiseMoves::toldOtherwise),
                    new Move("customer accepts", 15, PromiseMoves::accept));

    private PromiseMoves() {}

    private static void give(World w) {
        if (w.openPromises().size() > 60) {
            claim(w);
            return;
        }
        var dice = w.dice;
        Instant now = w.clock.instant();
        Duration span = w.span();
        boolean wall = dice.nextBoolean();
        var said =
                new NewPromise(
                        dice.nextInt(3) == 0 ? null : w.one(House.CASES),
                        dice.nextInt(6) == 0 ? null : w.one(House.CUSTOMERS),
                        w.one(House.KINDS),
                        "We will do it in time.",
                        "phone",
                        wall ? now.plus(span) : null,
                        wall ? null : span,
                        dice.nextInt(5) == 0 ? now.plus(span.dividedBy(2)) : null,
                        w.someUnit().id(),
                        dice.nextInt(3) == 0 ? w.one(List.copyOf(w.people())).id() : null,
                        dice.nextInt(5) == 0 ? Visibility.INTERNAL : Visibility.CUSTOMER,
                        dice.nextInt(6) == 0 ? "once you send the photo" : null);
        if (dice.nextInt(5) == 0) {
            w.ask("give by rule", null, false, () -> w.engine().promises().giveByRule(said));
        } else {
            Viewer viewer = w.viewer();
            w.ask("give", null, false, () -> w.engine().promises().give(viewer, said));
        }
    }

    /// The version that whoever acts has seen: none, the latest, or now and then one that has passed.
    private static @Nullable Integer seen(World w, Promise p) {
        return switch (w.dice.nextInt(8)) {
            case 0 -> p.version() - 1;
            case 1, 2, 3 -> null;
            default -> p.version();
        };
    }

    private interface Asked {
        void of(Viewer viewer, UUID id, @Nullable Integer version);
    }

    private static void move(World w, String what, Asked asked) {
        move(w, what, true, asked);
    }

    private static void move(World w, String what, boolean once, Asked asked) {
        var p = w.somePromise();
        if (p == null) {
            return;
        }
        var viewer = w.viewerOf(p);
        var version = seen(w, p);
        w.ask(what, p.id(), once, () -> asked.of(viewer, p.id(), version));
    }

    private static void claim(World w) {
        String evidence = w.dice.nextBoolean() ? "photo 17" : null;
        move(w, "claim", (v, id, version) -> w.engine().promises().claim(v, id, version, evidence));
    }

    private static void confirm(World w) {
        move(w, "confirm", (v, id, version) -> w.engine().promises().confirm(v, id, version));
    }

    private static void dispute(World w) {
        move(
                w,
                "dispute",
                (v, id, version) ->
                        w.engine().promises().dispute(v, id, version, "It still drips."));
    }

    private static void byCustomer(World w, String what, BiConsumer<UUID, UUID> asked) {
        var p = w.somePromise();
        if (p == null) {
            return;
        }
        UUID his = p.words().customerId();
        UUID customer = his == null || w.dice.nextInt(10) == 0 ? w.one(House.CUSTOMERS) : his;
        w.ask(what, p.id(), true, () -> asked.accept(customer, p.id()));
    }

    private static void confirmByCustomer(World w) {
        byCustomer(
                w,
                "customer confirms",
                (customer, id) -> w.engine().promises().confirmByCustomer(customer, id));
    }

    private static void disputeByCustomer(World w) {
        byCustomer(
                w,
                "customer disputes",
                (customer, id) ->
                        w.engine().promises().disputeByCustomer(customer, id, "Nobody came."));
    }

    private static void releaseByCustomer(World w) {
        byCustomer(
                w,
                "customer releases",
                (customer, id) -> w.engine().promises().releaseByCustomer(customer, id));
    }

    private static void accept(World w) {
        byCustomer(
                w,
                "customer accepts another time",
                (customer, id) -> w.engine().warnings().accept(customer, id));
    }

    private static void release(World w) {
        move(w, "release", (v, id, version) -> w.engine().promises().release(v, id, version, null));
    }

    private static void redate(World w) {
        Instant due = w.clock.instant().plus(w.span());
        Instant from = w.dice.nextInt(4) == 0 ? due.minusSeconds(1_800) : null;
        move(
                w,
                "redate",
                (v, id, version) ->
                        w.engine().promises().redate(v, id, version, due, from, "parts are late"));
    }

    private static void withdraw(World w) {
        move(
                w,
                "withdraw",
                (v, id, version) -> w.engine().promises().withdraw(v, id, version, "no parts"));
    }

    private static void declareVoid(World w) {
        move(
                w,
                "void",
                (v, id, version) ->
                        w.engine().promises().declareVoid(v, id, version, "typed twice"));
    }

    private static void conditionMet(World w) {
        move(
                w,
                "condition met",
                (v, id, version) -> w.engine().promises().conditionMet(v, id, version));
    }

    private static void handOver(World w) {
        UUID to = w.one(List.copyOf(w.people())).id();
        move(
                w,
                "hand over",
                false,
                (v, id, version) -> w.engine().promises().handOver(v, id, version, to));
    }

    private static void fulfil(World w) {
        UUID onCase = w.one(House.CASES);
        var actor = Actor.person(w.somebody().id());
        w.ask(
                "fulfil",
                null,
                false,
                () -> w.engine().promises().fulfil(actor, onCase, "reply", "the answer of today"));
    }

    private static void putAtRisk(World w) {
        var p = w.somePromise();
        if (p != null) {
            w.ask(
                    "put at risk",
                    p.id(),
                    false,
                    () -> w.engine().promises().putAtRisk(p.id(), "a van broke down"));
        }
    }

    private static @Nullable Promise somethingToTell(World w) {
        var waiting =
                w.openPromises().stream()
                        .map(w::promise)
                        .filter(p -> p.state() == State.AT_RISK && p.customerKnows())
                        .toList();
        return waiting.isEmpty() || w.dice.nextInt(8) == 0 ? w.somePromise() : w.one(waiting);
    }

    private static void tell(World w) {
        var p = somethingToTell(w);
        if (p == null) {
            return;
        }
        var viewer = w.viewerOf(p);
        Instant newDue =
                switch (w.dice.nextInt(4)) {
                    case 0 -> null;
                    case 1 -> p.due().minusSeconds(1);
                    default -> p.due().plus(w.span());
                };
        w.ask(
                "tell",
                p.id(),
                true,
                () -> w.engine().warnings().tell(viewer, p.id(), "A part is missing.", newDue));
    }

    private static void toldOtherwise(World w) {
        var p = somethingToTell(w);
        if (p != null) {
            var viewer = w.viewerOf(p);
            w.ask(
                    "told by telephone",
                    p.id(),
                    true,
                    () -> w.engine().warnings().toldOtherwise(viewer, p.id(), "by telephone"));
        }
    }

    /// Ends a word as the owner of the house can at any time.
    static void end(World w, Promise p) {
        var promises = w.engine().promises();
        var owner = w.owner();
        w.ask(
                "tidy up",
                p.id(),
                true,
                () -> {
                    var now = promises.hold(p.id());
                    switch (now.state()) {
                        case CLAIMED -> promises.confirm(owner, p.id(), null);
                        case BROKEN -> promises.release(owner, p.id(), null, "it is long ago");
                        case GIVEN -> promises.withdraw(owner, p.id(), null, "we close");
                        case AT_RISK -> promises.declareVoid(owner, p.id(), null, "we close");
                        case KEPT, KEPT_LATE, RENEGOTIATED, RELEASED, WITHDRAWN, VOID ->
                                throw Refusal.conflict("It has ended.");
                    }
                });
    }
}
