package kept.sip;

import java.text.ParseException;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.Transaction;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what the stack hears to the call it belongs to, or to the reception.
final class Traffic implements SipListener {
    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
    private final Reception reception;

    Traffic(Reception reception) {
        this.reception = reception;
    }

    @Override
    public void processRequest(RequestEvent event) {
        Request request = event.getRequest();
        Optional<Leg> leg = leg(dialog(event));
        try {
            if (leg.isEmpty()) {
                reception.take(event);
            } else if (request.getMethod().equals(Request.ACK)) {
                leg.get().mailbox.post(() -> leg.get().acknowledged(request));
            } else if (request.getMethod().equals(Request.CANCEL)) {
                if (leg.get() instanceof IncomingLeg incoming) {
                    incoming.mailbox.post(() -> incoming.cancelled(event));
                }
            } else {
                leg.get().mailbox.post(() -> leg.get().requested(event));
            }
        } catch (TransactionAlreadyExistsException e) {
            LOG.trace("A request came once more while it is worked on; its answer follows.");
        } catch (SipException | ParseException | InvalidArgumentException | RuntimeException e) {
            LOG.debug(
                    "A {} could not be served; the far side will ask again.",
                    request.getMethod(),
                    e);
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        ClientTransaction transaction = event.getClientTransaction();
        if (transaction == null) {
            return;
        }
        switch (transaction.getApplicationData()) {
            case OutgoingLeg leg ->
                    leg.mailbox.post(() ->
                            leg.answered(transaction, event.getResponse(), event.getDialog()));
            case Leg leg ->
                    leg.mailbox.post(() -> leg.answeredWithin(transaction, event.getResponse()));
            case Registration registration ->
                    registration.answered(transaction, event.getResponse());
            case null, default -> {
                // nobody waits for it
            }
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        Transaction transaction =
                event.isServerTransaction()
                        ? event.getServerTransaction()
                        : event.getClientTransaction();
        String method = transaction.getRequest().getMethod();
        switch (transaction.getApplicationData()) {
            case OutgoingLeg leg when transaction instanceof ClientTransaction client ->
                    leg.mailbox.post(() -> leg.noAnswer(client));
            case Leg leg when !event.isServerTransaction() && !method.equals(Request.BYE) ->
                    leg.mailbox.post(leg::silent);
            case Registration registration -> registration.unreachable();
            case null, default -> {
                // a refusal that nobody acknowledged
            }
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        LOG.debug(
                "{}:{} cannot be reached by {}; what waits for it times out.",
                event.getHost(),
                event.getPort(),
                event.getTransport());
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    private static @Nullable Dialog dialog(RequestEvent event) {
        // A CANCEL stands in the dialog of the INVITE it cancels.
        return event.getDialog() != null || event.getServerTransaction() == null
                ? event.getDialog()
                : event.getServerTransaction().getDialog();
    }

    private static Optional<Leg> leg(@Nullable Dialog dialog) {
        return dialog != null && dialog.getApplicationData() instanceof Leg leg
                ? Optional.of(leg)
                : Optional.empty();
    }
}
