package kept.web;

import generated.pages.StaticTemplates;
import generated.pages.Templates;
import gg.jte.models.runtime.JteModel;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Pages are jte templates, called as methods of [Templates] and compiled into the program; this writes them out.
@Configuration(proxyBeanMethods = false)
class PageWriter implements WebMvcConfigurer, HandlerMethodReturnValueHandler {
    @Bean
    static Templates templates() {
        return new StaticTemplates();
    }

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.add(this);
    }

    @Override
    public boolean supportsReturnType(MethodParameter type) {
        return JteModel.class.isAssignableFrom(type.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object page,
            MethodParameter type,
            ModelAndViewContainer container,
            NativeWebRequest request)
            throws IOException {
        container.setRequestHandled(true);
        write(
                (JteModel) Objects.requireNonNull(page),
                Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
    }

    static void write(JteModel page, HttpServletResponse response) throws IOException {
        var output = new Utf8ByteOutput();
        page.render(output);
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(output.getContentLength());
        output.writeTo(response.getOutputStream());
    }
}
