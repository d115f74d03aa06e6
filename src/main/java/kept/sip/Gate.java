package kept.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.SipStack;
import javax.sip.address.SipURI;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands before the transactions: what is malformed, unproven or too much is answered here and leaves no trace in memory. Answers
/// go to the address a request came from, never to one that it names.
final class Gate implements SIPMessageValve {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final int RETRY_SECONDS = 2;

    /// Answered without a transaction, which would stay for half a minute.
    private static final Verdict ALIVE =
            new Verdict(
                    200,
                    "OK",
                    List.of(
                            new Verdict.Extra("Allow", Methods.ALLOW),
                            new Verdict.Extra("Accept", "application/sdp"),
                            new Verdict.Extra("Supported", Methods.SUPPORTED)));

    private final SIPTransactionStack stack;
    private final Trust trust;
    private final Admission admission;
    private final LateAnswers late = new LateAnswers();
    private final java.util.function.IntSupplier live;

    /// @param live counts the calls that live now
    Gate(
            SIPTransactionStack stack,
            Trust trust,
            Admission admission,
            java.util.function.IntSupplier live) {
        this.stack = stack;
        this.trust = trust;
        this.admission = admission;
        this.live = live;
    }

    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        Screened screened = Screened.of(request);
        if (!sameTransport(request, channel)) {
            LOG.debug("A request whose Via names another transport is thrown away.");
            return false;
        }
        Optional<Verdict> verdict = screened.verdict().or(() -> stray(request));
        if (verdict.isPresent()) {
            answer(request, channel, verdict.get());
            return false;
        }
        if (request.getMethod().equals("OPTIONS") && request.getToTag() == null) {
            answer(request, channel, ALIVE);
            return false;
        }
        if (!request.getMethod().equals("REGISTER")) {
            RealContact.in(request, channel.getTransport());
        }
        boolean asks = List.of("INVITE", "REGISTER").contains(request.getMethod());
        if (!asks || request.getToTag() != null || repeated(request)) {
            return true;
        }
        return proven(request, channel, screened);
    }

    /// Only what answers a request of ours can have exactly one Via (RFC 3261 section 8.1.3.3).
    @Override
    public boolean processResponse(Response response, @Nullable MessageChannel channel) {
        boolean ours =
                Screened.of(response).raw().all("via").stream()
                                .mapToInt(value -> value.split(",").length)
                                .sum()
                        <= 1;
        if (ours
                && channel != null
                && response instanceof SIPResponse heard
                && heard.getStatusCode() < 300
                && heard.getCSeq().getMethod().equals("INVITE")) {
            RealContact.in(heard, channel.getTransport());
        }
        return ours;
    }

    @Override
    public void init(SipStack ignored) {}

    @Override
    public void destroy() {}

    /// Whether it was let in before and comes once more. A branch alone proves nothing: anybody can write one.
    private boolean repeated(SIPRequest request) {
        return stack.findTransaction(request, true) instanceof SIPServerTransaction known
                && known.getMethod().equals(request.getMethod())
                && known.isMessagePartOfTransaction(request);
    }

    private boolean proven(SIPRequest request, MessageChannel channel, Screened screened) {
        InetAddress source = request.getPeerPacketSourceAddress();
        if (source == null) {
            // The stack hands a message to itself without the network.
            return trust.warmUp(request);
        }
        Optional<String> phone =
                trust.phone(screened.raw().all("authorization"), request.getMethod(), source);
        boolean invite = request.getMethod().equals("INVITE");
        boolean trunk = invite && trust.trunk(source);
        if (phone.isEmpty() && !trunk && !trust.warmUp(request)) {
            String user = userOf(request);
            if (screened.raw().count("authorization") > 0) {
                late.later(() -> answer(request, channel, trust.challengeAgain(user, source)));
            } else {
                String attempt =
                        request.getCallId().getCallId() + " " + request.getCSeq().getSeqNumber();
                answer(request, channel, trust.challenge(user, source, attempt));
            }
            return false;
        }
        if (invite && !admission.admits(live.getAsInt(), System.nanoTime())) {
            answer(
                    request,
                    channel,
                    Verdict.of(
                            503, "Too Many Calls", "Retry-After", String.valueOf(RETRY_SECONDS)));
            return false;
        }
        phone.ifPresent(user -> screened.provenBy(user).attachTo(request));
        return true;
    }

    private static String userOf(SIPRequest request) {
        return request.getFrom().getAddress().getURI() instanceof SipURI from
                        && from.getUser() != null
                ? from.getUser()
                : "";
    }

    /// A Via that names another transport would make the stack open connections to whom the sender likes.
    private static boolean sameTransport(SIPRequest request, MessageChannel channel) {
        return request.getTopmostVia().getTransport().equalsIgnoreCase(channel.getTransport());
    }

    private static Optional<Verdict> stray(SIPRequest request) {
        return request.getToTag() == null && Methods.WITHIN_CALLS.contains(request.getMethod())
                ? Optional.of(Verdict.of(481, "No Such Call"))
                : Optional.empty();
    }

    private void answer(SIPRequest request, MessageChannel channel, Verdict verdict) {
        if (request.getMethod().equals("ACK")) {
            return;
        }
        try {
            SIPResponse response = request.createResponse(verdict.status());
            response.setReasonPhrase(verdict.reason());
            if (response.getToTag() == null) {
                response.setToTag(Integer.toHexString(request.hashCode()));
            }
            for (Verdict.Extra extra : verdict.extras()) {
                Headers.add(response, extra.name(), extra.value());
            }
            boolean datagram = channel.getTransport().toLowerCase(Locale.ROOT).equals("udp");
            if (datagram) {
                channel.sendMessage(
                        response,
                        request.getPeerPacketSourceAddress(),
                        request.getPeerPacketSourcePort());
            } else {
                channel.sendMessage(response);
            }
        } catch (IOException | ParseException e) {
            LOG.debug("A refusal could not be sent; the other side will try again.", e);
        }
    }
}
