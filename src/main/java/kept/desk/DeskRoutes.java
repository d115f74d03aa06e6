package kept.desk;

import static kept.accounts.Route.least;

import kept.accounts.Route.Routes;
import kept.teams.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The published addresses of the desk.
@Configuration(proxyBeanMethods = false)
class DeskRoutes {
    @Bean
    Routes deskPageRoutes() {
        return Routes.of(
                least(Role.VIEWER, "GET", "/"),
                least(Role.VIEWER, "GET", "/today/sheet"),
                least(Role.VIEWER, "GET", "/live"),
                least(Role.VIEWER, "GET", "/live/cases/{id}"),
                least(Role.VIEWER, "GET", "/cases"),
                least(Role.VIEWER, "GET", "/cases/rows"),
                least(Role.AGENT, "POST", "/cases"),
                least(Role.VIEWER, "GET", "/cases/{number}"),
                least(Role.VIEWER, "GET", "/cases/{number}/thread"),
                least(Role.AGENT, "POST", "/cases/{number}/messages"),
                least(Role.AGENT, "POST", "/cases/{number}/caught"),
                least(Role.AGENT, "POST", "/cases/{number}/promises"),
                least(Role.AGENT, "POST", "/cases/{number}/resolution"),
                least(Role.AGENT, "POST", "/cases/{number}/reopening"),
                least(Role.AGENT, "POST", "/cases/{number}/sorting"),
                least(Role.AGENT, "POST", "/cases/{number}/owner"),
                least(Role.AGENT, "POST", "/cases/{number}/decision"),
                least(Role.AGENT, "POST", "/cases/{number}/reminders/{id}/acceptance"),
                least(Role.AGENT, "POST", "/cases/{number}/reminders/{id}/refutation"),
                least(Role.AGENT, "POST", "/cases/{number}/answering"),
                least(Role.VIEWER, "GET", "/messages/{id}/html"),
                least(Role.VIEWER, "GET", "/messages/{id}/raw"),
                least(Role.VIEWER, "GET", "/messages/{id}/files/{file}"),
                least(Role.AGENT, "GET", "/mail"),
                least(Role.AGENT, "GET", "/mail/{id}/raw"),
                least(Role.AGENT, "POST", "/mail/{id}/case"),
                least(Role.AGENT, "POST", "/mail/{id}/dismissal"),
                least(Role.AGENT, "GET", "/check"),
                least(Role.AGENT, "GET", "/promises/{id}/check"),
                least(Role.VIEWER, "GET", "/promises/{id}"),
                least(Role.AGENT, "POST", "/promises/{id}/claim"),
                least(Role.AGENT, "POST", "/promises/{id}/miss"),
                least(Role.AGENT, "POST", "/promises/{id}/redate"),
                least(Role.AGENT, "POST", "/promises/{id}/condition"),
                least(Role.AGENT, "POST", "/promises/{id}/handover"),
                least(Role.AGENT, "POST", "/promises/{id}/release"),
                least(Role.AGENT, "POST", "/promises/{id}/withdrawal"),
                least(Role.AGENT, "POST", "/promises/{id}/make-good"),
                least(Role.AGENT, "POST", "/promises/{id}/warning"),
                least(Role.AGENT, "POST", "/promises/{id}/warning/call"),
                least(Role.VIEWER, "GET", "/board"),
                least(Role.VIEWER, "GET", "/board/columns"),
                least(Role.VIEWER, "GET", "/steps"),
                least(Role.VIEWER, "GET", "/steps/rows"),
                least(Role.AGENT, "POST", "/steps/{id}/acceptance"),
                least(Role.AGENT, "POST", "/steps/{id}/refusal"),
                least(Role.AGENT, "POST", "/steps/{id}/start"),
                least(Role.AGENT, "POST", "/steps/{id}/done"),
                least(Role.AGENT, "POST", "/steps/{id}/delay"),
                least(Role.AGENT, "POST", "/steps/{id}/asking"),
                least(Role.VIEWER, "GET", "/customers"),
                least(Role.VIEWER, "GET", "/customers/{id}"),
                least(Role.AGENT, "POST", "/customers/{id}"),
                least(Role.AGENT, "POST", "/customers/{id}/quiet-hours"),
                least(Role.AGENT, "POST", "/customers/{id}/contact-points"),
                least(Role.AGENT, "POST", "/customers/{id}/contact-points/removal"),
                least(Role.AGENT, "POST", "/customers/{id}/merge"),
                least(Role.AGENT, "POST", "/customers/{id}/merge/undoing"));
    }
}
