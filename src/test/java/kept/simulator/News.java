package kept.simulator;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kept.promises.PromiseFact;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Tells facts to the listeners of the engine, in their order and inside the transaction, as Spring does; and keeps them
/// until the transaction ends.
final class News implements ApplicationEventPublisher {
    private static final Map<Class<?>, List<Ear>> EARS = new HashMap<>();

    private final List<Object> told = new ArrayList<>();
    private final Map<Class<?>, List<Listener>> byFact = new HashMap<>();
    private final boolean twice;
    private List<Listener> listeners = List.of();

    private record Ear(Method method, Class<?> fact, int order) {}

    private record Listener(Object bean, Ear ear) {}

    News(boolean twice) {
        this.twice = twice;
    }

    /// From now on these listen.
    void heardBy(List<?> beans) {
        listeners =
                beans.stream()
                        .<Listener>mapMulti((bean, to) ->
                                ears(bean.getClass())
                                        .forEach(ear -> to.accept(new Listener(bean, ear))))
                        .sorted(Comparator.comparingInt(l -> l.ear().order()))
                        .toList();
        byFact.clear();
    }

    /// What was told since the last transaction ended.
    List<Object> told() {
        return told;
    }

    @Override
    public void publishEvent(Object fact) {
        told.add(fact);
        tell(fact);
        if (twice && fact instanceof PromiseFact) {
            told.add(fact);
            tell(fact);
        }
    }

    private void tell(Object fact) {
        for (var listener :
                byFact.computeIfAbsent(
                        fact.getClass(),
                        type ->
                                listeners.stream()
                                        .filter(l -> l.ear().fact().isAssignableFrom(type))
                                        .toList())) {
            try {
                listener.ear().method().invoke(listener.bean(), fact);
            } catch (InvocationTargetException e) {
                switch (e.getCause()) {
                    case RuntimeException trouble -> throw trouble;
                    case Error trouble -> throw trouble;
                    case null, default -> throw new IllegalStateException(e);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static List<Ear> ears(Class<?> type) {
        return EARS.computeIfAbsent(type, News::found);
    }

    private static List<Ear> found(Class<?> type) {
        var ears = new ArrayList<Ear>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            Arrays.stream(c.getDeclaredMethods())
                    .filter(m -> m.isAnnotationPresent(EventListener.class))
                    .sorted(Comparator.comparing(Method::toGenericString))
                    .forEach(m -> {
                        m.setAccessible(true);
                        var order = m.getAnnotation(Order.class);
                        ears.add(
                                new Ear(
                                        m,
                                        m.getParameterTypes()[0],
                                        order == null ? Ordered.LOWEST_PRECEDENCE : order.value()));
                    });
        }
        return ears;
    }
}
