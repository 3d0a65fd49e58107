// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.restassured;

import io.restassured.builder.ResponseSpecBuilder;
import io.restassured.response.Response;
import io.restassured.specification.ResponseSpecification;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A specification of rest-assured that also checks what its builder cannot: several headers at once, with a message of our
 * own. A proxy, since the interface has other methods in each version.
 */
final class TraceSpecification implements InvocationHandler {
    private final ResponseSpecification others = new ResponseSpecBuilder().build();
    private final Consumer<Response> check;
    private final String description;

    private TraceSpecification(Consumer<Response> check, String description) {
        this.check = check;
        this.description = description;
    }

    static ResponseSpecification of(Consumer<Response> check, String description) {
        return (ResponseSpecification) Proxy.newProxyInstance(
                ResponseSpecification.class.getClassLoader(),
                new Class<?>[] {ResponseSpecification.class},
                new TraceSpecification(check, description));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method.getName(), arguments);
        }
        if (method.getName().equals("validate") && arguments != null) {
            check.accept((Response) arguments[0]);
        }
        try {
            Object result = method.invoke(others, arguments);
            return result == others ? proxy : result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private Object ofObject(Object proxy, String method, Object @Nullable [] arguments) {
        return switch (method) {
            case "equals" -> arguments != null && arguments[0] == proxy;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> description;
        };
    }
}
