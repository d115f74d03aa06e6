package kept.cases;

import java.util.List;
import kept.kernel.Refusal;
import kept.promises.Promise;
import kept.promises.Promises;

/// A case cannot be resolved over a word that is still open.
public class CaseHasOpenPromises extends Refusal {
    private static final long serialVersionUID = 1;

    CaseHasOpenPromises(List<Promise> open) {
        super(
                Kind.CONFLICT,
                "",
                open.size() == 1
                        ? "One promise on this case is still open. Keep it, re-date it, or say why it no longer holds; then resolve."
                        : open.size()
                                + " promises on this case are still open. Keep them, re-date them, or say why they no longer hold; then resolve.",
                open.stream().map(Promises::brief).toList());
    }
}
