package kept.mail;

import java.time.Instant;
import kept.customers.Customer;
import kept.kernel.Wording;
import kept.promises.Promise;
import kept.warnings.Warning;
import kept.web.Clockface;

/// How a promise is spoken of to one customer: in his language, with times as in his zone.
record Saying(Wording wording, Clockface face) {
    static Saying to(Customer customer, Instant now) {
        return new Saying(
                Wording.of("letters", customer.locale()), new Clockface(customer.zone(), now));
    }

    String text(String key, String... filled) {
        return wording.text(key, filled);
    }

    String time(Instant at) {
        return face.full(at, wording.text("date"), wording.locale());
    }

    /// A text in which `{said}`, `{due}` and `{times}` are those of the promise.
    String about(String key, Promise p, String... filled) {
        var all = new String[filled.length + 6];
        System.arraycopy(filled, 0, all, 6, filled.length);
        all[0] = "said";
        all[1] = p.words().saidText();
        all[2] = "due";
        all[3] = time(p.due());
        all[4] = "times";
        all[5] = times(p);
        return wording.text(key, all);
    }

    private String times(Promise p) {
        Instant from = p.times().windowStart();
        return from == null
                ? wording.text("until", "due", time(p.due()))
                : wording.text("between", "from", time(from), "due", time(p.due()));
    }

    String condition(Promise p) {
        String condition = p.words().condition();
        return condition == null
                ? ""
                : "\n    " + wording.text("condition", "condition", condition);
    }

    /// That it may be late, why, and the time that we believe in.
    String warning(Promise p, Warning warning) {
        String reason =
                warning.reason() == null
                        ? wording.text("warning.reason")
                        : wording.text("warning.because", "reason", warning.reason());
        Instant newDue = warning.newDue();
        return about("warning.item", p, "reason", reason)
                + "\n"
                + (newDue == null
                        ? wording.text("warning.noNewDue")
                        : wording.text("warning.newDue", "newDue", time(newDue)));
    }
}
