package kept.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import kept.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHttpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.254",
                "192.168.1.1",
                "169.254.169.254",
                "169.254.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "fec0::1",
                "3fff::1",
                "100::1"
            })
    void what_does_not_lie_in_the_public_net_is_never_called(String address) throws Exception {
        assertThat(PublicNet.contains(InetAddress.getByName(address))).isFalse();
        var http =
                new OutboundHttp(
                        _ -> new InetAddress[] {InetAddress.getByName(address)},
                        PublicNet::contains);
        assertThatThrownBy(() ->
                        http.post(URI.create("http://harmless.example/"), Map.of(), new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("public net");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "93.184.216.34",
                "172.32.0.1",
                "100.128.0.1",
                "2606:4700::1111",
                "2a00:1450::1",
                "64:ff9b::808:808"
            })
    void the_public_net_may_be_called(String address) throws Exception {
        assertThat(PublicNet.contains(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://127.0.0.1/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]:8080/",
                "http://localhost/"
            })
    void other_spellings_of_this_machine_are_not_called(String url) {
        assertThatThrownBy(() -> new OutboundHttp().post(URI.create(url), Map.of(), new byte[0]))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://shop.example/",
                "file:///etc/passwd",
                "gopher://shop.example/",
                "https://user:pw@shop.example/",
                "https://shop.example:22/",
                "http://shop.example:25/",
                "//shop.example/",
                "shop.example",
                "https:///x",
                "javascript:alert(1)",
                "https://shop.example/#x",
                "http://shop example/"
            })
    void an_address_that_is_none_is_refused(String url) {
        assertThatThrownBy(() -> OutboundHttp.requireUrl(url)).isInstanceOf(Refusal.class);
    }

    @Test
    void one_private_address_among_public_ones_is_enough_to_refuse() {
        var http =
                new OutboundHttp(
                        _ ->
                                new InetAddress[] {
                                    InetAddress.getByName("8.8.8.8"),
                                    InetAddress.getByName("10.0.0.1")
                                },
                        PublicNet::contains);
        assertThatThrownBy(
                        () -> http.post(URI.create("http://two.example/"), Map.of(), new byte[0]))
                .hasMessageContaining("public net");
    }

    @Test
    void a_name_is_resolved_once_and_no_redirect_is_followed() throws Exception {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var calls = new AtomicInteger();
        server.createContext(
                "/",
                exchange -> {
                    calls.incrementAndGet();
                    exchange.getResponseHeaders().add("Location", "http://127.0.0.1/secret");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        server.start();
        try {
            var asked = new AtomicInteger();
            var http =
                    new OutboundHttp(
                            _ -> {
                                asked.incrementAndGet();
                                return new InetAddress[] {InetAddress.getLoopbackAddress()};
                            },
                            _ -> true);
            var url =
                    URI.create(
                            "http://rebinding.example:"
                                    + server.getAddress().getPort()
                                    + "/hook?x=1");
            assertThat(
                            http.post(
                                    url,
                                    Map.of("webhook-id", "msg_1"),
                                    "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .isEqualTo(302);
            assertThat(asked).hasValue(1);
            assertThat(calls).hasValue(1);
        } finally {
            server.stop(0);
        }
    }
}
