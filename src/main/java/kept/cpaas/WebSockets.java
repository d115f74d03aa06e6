package kept.cpaas;

import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Lets the web server speak WebSocket. No endpoint is published: ours are opened by a page that has looked at the ticket first.
@Configuration(proxyBeanMethods = false)
class WebSockets {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webSockets() {
        return server ->
                server.addContextCustomizers(
                        context -> context.addServletContainerInitializer(new WsSci(), null));
    }
}
