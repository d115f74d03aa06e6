package kept.desk;

import java.util.UUID;
import kept.cases.Cases;
import kept.live.Live;
import kept.steps.PlanFact;
import kept.teams.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// The streams that keep open pages fresh.
@Controller
class LivePages {
    private final Live live;
    private final Cases cases;

    LivePages(Live live, Cases cases) {
        this.live = live;
        this.cases = cases;
    }

    @GetMapping("/live")
    SseEmitter all(Viewer viewer) {
        return live.watch(Live.ALL, viewer.person());
    }

    /// The page of a case shows the steps behind its words, whose history is one of their own.
    @TransactionalEventListener
    void on(PlanFact fact) {
        UUID onCase = fact.promise().words().caseId();
        if (onCase != null) {
            live.changed(onCase.toString());
        }
    }

    @GetMapping("/live/cases/{id}")
    SseEmitter ofCase(Viewer viewer, @PathVariable UUID id) {
        return live.watch(cases.get(viewer, id).id().toString(), viewer.person());
    }
}
