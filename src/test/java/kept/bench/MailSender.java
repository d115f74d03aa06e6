package kept.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A mail server that hands mail to us (RFC 5321) over one connection, as lean as can be. For one thread.
final class MailSender implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    MailSender(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        expect(220);
        say("EHLO mx.example.com");
        expect(250);
    }

    /// Returns when the mail was acknowledged.
    ///
    /// @throws IOException if it was not, or if nobody knows
    void send(String recipient, byte[] raw) throws IOException {
        say("MAIL FROM:<bounce@example.com>");
        expect(250);
        say("RCPT TO:<" + recipient + ">");
        expect(250);
        say("DATA");
        expect(354);
        boolean atLine = true;
        for (byte b : raw) {
            if (atLine && b == '.') {
                out.write('.');
            }
            out.write(b);
            atLine = b == '\n';
        }
        say(".");
        expect(250);
    }

    private void say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void expect(int code) throws IOException {
        String line;
        do {
            line = line();
        } while (line.length() > 3 && line.charAt(3) == '-');
        if (!line.startsWith(String.valueOf(code))) {
            throw new IOException("answered: " + line);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
