package kept.sip;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kept.mail.SharedData;

/// The messages of RFC 4475 and RFC 5118, and how to send one to a line.
final class Torture {
    /// @param group as the RFC groups it: valid, invalid, transaction, application, compat2543
    record Message(String name, String group, String text) {
        /// The same with the transport it is sent by in its first Via, because the line refuses another.
        byte[] by(String transport) {
            String own =
                    text.replaceFirst(
                                    "(?i)(\\n(?:Via|v)\\s*:\\s*SIP\\s*/\\s*\\d\\.0\\s*/\\s*)(?:UDP|TCP|TLS)",
                                    "$1" + transport)
                            // Many share a branch, which makes them one transaction.
                            .replaceFirst("z9hG4bK(?=[^\\r\\n])", "z9hG4bK" + name);
            return own.getBytes(StandardCharsets.ISO_8859_1);
        }

        boolean response() {
            return text.startsWith("SIP/");
        }
    }

    private Torture() {}

    static List<Message> messages() {
        Path folder = SharedData.folder("sip-torture");
        String manifest =
                new String(
                        SharedData.bytes(folder.resolve("manifest.tsv")), StandardCharsets.UTF_8);
        var messages = new ArrayList<Message>();
        for (String line : manifest.lines().skip(1).toList()) {
            String[] cells = line.split("\t");
            Path file = folder.resolve(cells[3]);
            String text = new String(SharedData.bytes(file), StandardCharsets.ISO_8859_1);
            if (cells[0].equals("5118")) {
                text = text.replace("\r\n", "\n").replace("\n", "\r\n");
                text = text.endsWith("\r\n") ? text : text + "\r\n";
                // The line ends of these were lost on the way to us, and with them the right
                // length.
                int body = text.length() - Math.max(0, text.indexOf("\r\n\r\n") + 4);
                text = text.replaceFirst("Content-Length: [1-9]\\d+", "Content-Length: " + body);
            }
            text = text.contains("\r\n\r\n") ? text : text + "\r\n";
            String name = file.getFileName().toString().replace(".dat", "");
            messages.add(new Message(name, cells[2], text));
        }
        return messages;
    }

    /// The status of the first answer, or 0 for none within the time.
    static int byUdp(int port, byte[] message, int millis) throws Exception {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(millis);
            socket.send(
                    new DatagramPacket(
                            message, message.length, InetAddress.getLoopbackAddress(), port));
            var answer = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(answer);
            return status(
                    new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8));
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    static int byTcp(int port, byte[] message, int millis) throws Exception {
        try (var channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            channel.write(ByteBuffer.wrap(message));
            channel.configureBlocking(false);
            var answer = ByteBuffer.allocate(65_535);
            for (int waited = 0; waited < millis; waited += 10) {
                channel.read(answer);
                String text =
                        new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
                if (text.contains("\r\n\r\n")) {
                    return status(text.stripLeading());
                }
                // the channel does not block, so it is asked again in a moment
                Thread.sleep(10);
            }
            return 0;
        }
    }

    private static int status(String text) {
        return text.startsWith("SIP/2.0 ") ? Integer.parseInt(text.substring(8, 11)) : -1;
    }
}
