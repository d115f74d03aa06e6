package kept.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// What the server itself refuses, in the same words and shapes as what handlers refuse.
@Controller
class ErrorPage implements ErrorController {
    private final Problems problems;

    ErrorPage(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                        ? code
                        : 404;
        String said =
                request.getAttribute(RequestDispatcher.ERROR_MESSAGE) instanceof String message
                        ? message
                        : "";
        String detail =
                switch (status) {
                    case 400 -> "The request cannot be read.";
                    case 401 -> "Sign in, or send a valid token as Authorization: Bearer TOKEN.";
                    case 403 -> said.isEmpty() ? "You may not do this." : said;
                    case 404 -> "There is nothing here under that address.";
                    case 405 -> "That method does not work at this address.";
                    case 413 -> "That is too large.";
                    default -> said.isEmpty() ? "This did not work. Try again." : said;
                };
        var original =
                new jakarta.servlet.http.HttpServletRequestWrapper(request) {
                    @Override
                    public String getRequestURI() {
                        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)
                                        instanceof String uri
                                ? uri
                                : super.getRequestURI();
                    }
                };
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
                && problems.noDatabase(thrown, original, response)) {
            return;
        }
        problems.answer(Problem.of(status, detail), original, response);
    }
}
