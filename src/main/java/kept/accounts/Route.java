package kept.accounts;

import java.util.Arrays;
import java.util.List;
import kept.teams.Role;
import org.jspecify.annotations.Nullable;

/// One published address: method, path pattern, and the least role that may call it (`null`: anybody). What no module
/// publishes is refused to all.
public record Route(String method, String pattern, @Nullable Role least) {

    /// The routes of one module, given to the filter chain as a bean.
    public record Routes(List<Route> all) {
        public Routes {
            all = List.copyOf(all);
        }

        public static Routes of(Route... routes) {
            return new Routes(Arrays.asList(routes));
        }
    }

    public static Route open(String method, String pattern) {
        return new Route(method, pattern, null);
    }

    public static Route least(Role role, String method, String pattern) {
        return new Route(method, pattern, role);
    }
}
