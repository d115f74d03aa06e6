package kept.sip;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A far side made of text, which does what no proper one would.
final class RawPeer implements AutoCloseable {
    private static final Pattern TAG = Pattern.compile("(?m)^To:.*;tag=(\\S+?)\\r?$");
    private static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 5004 RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n";
    private final DatagramSocket socket;
    private final int port;
    private String callId = "";
    private String toTag = "";

    RawPeer(int port) throws Exception {
        this.port = port;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(4_000);
    }

    void invite(String name, String headers) throws Exception {
        callId = name;
        send(request("INVITE", 1, headers, "application/sdp", SDP));
    }

    void inviteWith(String name, String session) throws Exception {
        callId = name;
        send(request("INVITE", 1, "", "application/sdp", session));
    }

    void inviteWithoutOffer(String name) throws Exception {
        callId = name;
        send(request("INVITE", 1, "", "", ""));
    }

    void ack() throws Exception {
        send(request("ACK", 1, "", "", ""));
    }

    void ackWithAnswer() throws Exception {
        send(request("ACK", 1, "", "application/sdp", SDP));
    }

    void within(String method, int number, String type, String body) throws Exception {
        send(request(method, number, "", type, body));
    }

    void send(String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        send(bytes);
    }

    void send(byte[] bytes) throws Exception {
        socket.send(
                new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    /// The next message that begins so; others before it are passed over.
    String until(String start) throws Exception {
        while (true) {
            var packet = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(packet);
            String text =
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            var tag = TAG.matcher(text);
            if (text.startsWith("SIP/2.0 2") && tag.find()) {
                toTag = tag.group(1);
            }
            if (text.startsWith(start)) {
                return text;
            }
        }
    }

    String request(String method, int number, String headers, String type, String body) {
        String own = "127.0.0.1:" + socket.getLocalPort();
        return method
                + " sip:queue@127.0.0.1:"
                + port
                + " SIP/2.0\r\nVia: SIP/2.0/UDP "
                + own
                + ";branch=z9hG4bK-"
                + callId
                + method
                + number
                + "\r\nFrom: <sip:peer@127.0.0.1>;tag=peer\r\nTo: <sip:queue@127.0.0.1>"
                + (toTag.isEmpty() ? "" : ";tag=" + toTag)
                + "\r\nCall-ID: "
                + callId
                + "\r\nCSeq: "
                + number
                + " "
                + method
                + "\r\nContact: <sip:peer@"
                + own
                + ">\r\nMax-Forwards: 70\r\n"
                + headers
                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    @Override
    public void close() {
        socket.close();
    }
}
