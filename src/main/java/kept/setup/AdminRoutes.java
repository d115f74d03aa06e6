package kept.setup;

import static kept.accounts.Route.least;
import static kept.accounts.Route.open;

import kept.accounts.Route.Routes;
import kept.teams.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The published addresses of set-up and administration.
@Configuration(proxyBeanMethods = false)
class AdminRoutes {
    @Bean
    Routes adminPageRoutes() {
        return Routes.of(
                open("GET", "/setup/{secret}"),
                open("POST", "/setup/{secret}"),
                least(Role.OWNER, "GET", "/admin"),
                least(Role.OWNER, "POST", "/admin/people"),
                least(Role.OWNER, "POST", "/admin/people/{id}"),
                least(Role.OWNER, "POST", "/admin/people/{id}/invitation"),
                least(Role.OWNER, "POST", "/admin/people/{id}/departure"),
                least(Role.OWNER, "POST", "/admin/people/{id}/departure/calling-off"),
                least(Role.OWNER, "POST", "/admin/people/{id}/hours"),
                least(Role.OWNER, "GET", "/admin/units"),
                least(Role.OWNER, "POST", "/admin/units"),
                least(Role.OWNER, "POST", "/admin/units/{id}"),
                least(Role.OWNER, "POST", "/admin/units/{id}/dissolution"),
                least(Role.OWNER, "GET", "/admin/calendars"),
                least(Role.OWNER, "POST", "/admin/calendars"),
                least(Role.OWNER, "POST", "/admin/calendars/{id}"),
                least(Role.OWNER, "GET", "/admin/tokens"),
                least(Role.OWNER, "POST", "/admin/tokens"),
                least(Role.OWNER, "POST", "/admin/tokens/{id}/revocation"),
                least(Role.OWNER, "GET", "/admin/webhooks"),
                least(Role.OWNER, "POST", "/admin/deliveries/{id}/replay"),
                least(Role.OWNER, "POST", "/admin/deliveries/replay"),
                least(Role.OWNER, "GET", "/admin/steps"),
                least(Role.OWNER, "POST", "/admin/steps"),
                least(Role.OWNER, "POST", "/admin/steps/{id}/end"),
                least(Role.OWNER, "GET", "/admin/make-good"),
                least(Role.OWNER, "GET", "/admin/make-good.csv"),
                least(Role.OWNER, "POST", "/admin/make-good/profiles/{name}"),
                least(Role.OWNER, "POST", "/admin/make-good/rules"),
                least(Role.OWNER, "POST", "/admin/make-good/rules/{id}/end"),
                least(Role.OWNER, "POST", "/admin/make-good/limits"),
                least(Role.LEAD, "POST", "/make-good/additions/{id}"),
                least(Role.LEAD, "GET", "/make-good/additions"),
                least(Role.OWNER, "POST", "/make-good/{id}/payment"),
                least(Role.OWNER, "POST", "/make-good/{id}/exclusion"),
                least(Role.OWNER, "GET", "/admin/machine"),
                least(Role.OWNER, "POST", "/admin/clock"),
                least(Role.AGENT, "GET", "/absences"),
                least(Role.AGENT, "POST", "/absences"),
                least(Role.AGENT, "POST", "/absences/{id}/end"));
    }
}
