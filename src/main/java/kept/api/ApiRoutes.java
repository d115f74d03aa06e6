package kept.api;

import static kept.accounts.Route.least;
import static kept.accounts.Route.open;

import kept.accounts.Route.Routes;
import kept.teams.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The published addresses of the API.
@Configuration(proxyBeanMethods = false)
class ApiRoutes {
    @Bean
    Routes apiRoutes() {
        return Routes.of(
                open("GET", "/health/live"),
                open("GET", "/health/ready"),
                open("GET", "/api/openapi.json"),
                least(Role.AGENT, "POST", "/api/v1/customers"),
                least(Role.VIEWER, "GET", "/api/v1/customers"),
                least(Role.VIEWER, "GET", "/api/v1/customers/{id}"),
                least(Role.AGENT, "POST", "/api/v1/cases"),
                least(Role.VIEWER, "GET", "/api/v1/cases"),
                least(Role.VIEWER, "GET", "/api/v1/cases/{id}"),
                least(Role.AGENT, "POST", "/api/v1/cases/{id}/messages"),
                least(Role.VIEWER, "GET", "/api/v1/cases/{id}/messages"),
                least(Role.AGENT, "POST", "/api/v1/cases/{id}/resolution"),
                least(Role.AGENT, "DELETE", "/api/v1/cases/{id}/resolution"),
                least(Role.AGENT, "POST", "/api/v1/cases/{id}/promises"),
                least(Role.AGENT, "POST", "/api/v1/promises"),
                least(Role.VIEWER, "GET", "/api/v1/promises"),
                least(Role.VIEWER, "GET", "/api/v1/promises/{id}"),
                least(Role.VIEWER, "GET", "/api/v1/promises/{id}/history"),
                least(Role.AGENT, "POST", "/api/v1/promises/{id}/claim"),
                least(Role.AGENT, "POST", "/api/v1/promises/{id}/confirmation"),
                least(Role.AGENT, "POST", "/api/v1/promises/{id}/dispute"),
                least(Role.AGENT, "POST", "/api/v1/promises/{id}/redate"),
                least(Role.AGENT, "POST", "/api/v1/promises/{id}/release"),
                least(Role.AGENT, "POST", "/api/v1/promises/{id}/withdrawal"),
                least(Role.LEAD, "POST", "/api/v1/promises/{id}/void"),
                least(Role.AGENT, "POST", "/api/v1/promises/{id}/condition"),
                least(Role.AGENT, "POST", "/api/v1/promises/{id}/handover"),
                least(Role.VIEWER, "POST", "/api/v1/promises/detect"),
                least(Role.VIEWER, "POST", "/api/v1/promises/check"),
                least(Role.VIEWER, "GET", "/api/v1/step-templates"),
                least(Role.OWNER, "POST", "/api/v1/step-templates"),
                least(Role.OWNER, "DELETE", "/api/v1/step-templates/{id}"),
                least(Role.VIEWER, "GET", "/api/v1/promises/{id}/steps"),
                least(Role.VIEWER, "GET", "/api/v1/steps"),
                least(Role.VIEWER, "GET", "/api/v1/steps/{id}"),
                least(Role.AGENT, "POST", "/api/v1/steps/{id}/acceptance"),
                least(Role.AGENT, "POST", "/api/v1/steps/{id}/refusal"),
                least(Role.AGENT, "POST", "/api/v1/steps/{id}/start"),
                least(Role.AGENT, "POST", "/api/v1/steps/{id}/done"),
                least(Role.AGENT, "POST", "/api/v1/steps/{id}/delay"),
                least(Role.AGENT, "POST", "/api/v1/steps/{id}/asking"),
                least(Role.OWNER, "GET", "/api/v1/make-goods"),
                least(Role.AGENT, "POST", "/api/v1/promises/{id}/make-good"),
                least(Role.LEAD, "POST", "/api/v1/make-goods/{id}/payment"),
                least(Role.LEAD, "POST", "/api/v1/make-goods/{id}/exclusion"),
                least(Role.VIEWER, "GET", "/api/v1/reports/word"),
                least(Role.VIEWER, "GET", "/api/v1/staffing/need"),
                least(Role.VIEWER, "GET", "/api/v1/units"),
                least(Role.OWNER, "POST", "/api/v1/units"),
                least(Role.VIEWER, "GET", "/api/v1/calendars"),
                least(Role.VIEWER, "GET", "/api/v1/calendars/{id}"),
                least(Role.OWNER, "POST", "/api/v1/calendars"),
                least(Role.OWNER, "PUT", "/api/v1/calendars/{id}"),
                least(Role.OWNER, "GET", "/api/v1/webhooks"),
                least(Role.OWNER, "POST", "/api/v1/webhooks"),
                least(Role.OWNER, "DELETE", "/api/v1/webhooks/{id}"));
    }
}
