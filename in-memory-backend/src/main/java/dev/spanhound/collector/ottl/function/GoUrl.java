// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Opaque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The parts of a URL under the names of the semantic conventions, found as Go's {@code net/url} finds them. */
final class GoUrl {
    private final String original;
    private final Map<String, Object> parts = new LinkedHashMap<>();

    private GoUrl(String original) {
        this.original = original;
    }

    /**
     * Returns the parts; the port is a number that equals no other, as in the Collector.
     *
     * @throws EvaluationException if the text is no URL
     */
    static Map<String, Object> parts(String url) {
        if (url.isEmpty()) {
            throw new EvaluationException("URL needs text, but got \"\"");
        }
        if (url.startsWith("?")) {
            return UrlQuery.parse(url.substring(1));
        }
        GoUrl parsed = new GoUrl(url);
        parsed.read();
        return parsed.parts;
    }

    private EvaluationException failure(String problem) {
        return new EvaluationException("\"" + original + "\" is no URL: " + problem);
    }

    private void read() {
        if (original.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw failure("it has a control character");
        }
        int hash = original.indexOf('#');
        String fragment = hash < 0 ? "" : unescape(original.substring(hash + 1));
        String rest = hash < 0 ? original : original.substring(0, hash);
        int colon = schemeEnd(rest);
        String scheme = colon < 0 ? "" : rest.substring(0, colon).toLowerCase(Locale.ROOT);
        rest = rest.substring(colon + 1);
        int mark = rest.indexOf('?');
        String query = mark < 0 ? "" : rest.substring(mark + 1);
        rest = mark < 0 ? rest : rest.substring(0, mark);
        boolean opaque = !scheme.isEmpty() && !rest.startsWith("/");
        String authority = "";
        if (!opaque && rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
            int slash = rest.indexOf('/', 2);
            authority = rest.substring(2, slash < 0 ? rest.length() : slash);
            rest = slash < 0 ? "" : rest.substring(slash);
        } else if (!opaque && scheme.isEmpty() && firstSegmentHasColon(rest)) {
            throw failure("its first segment has a colon");
        }
        String path = opaque ? "" : unescape(rest);
        parts.put("url.original", original);
        parts.put("url.scheme", scheme);
        readAuthority(authority);
        parts.put("url.path", path);
        putIfAny("url.fragment", fragment);
        putIfAny("url.query", query);
        int dot = path.lastIndexOf('.');
        if (dot >= 0 && dot < path.length() - 1) {
            parts.put("url.extension", path.substring(dot + 1));
        }
    }

    private static boolean firstSegmentHasColon(String rest) {
        int slash = rest.indexOf('/');
        return (slash < 0 ? rest : rest.substring(0, slash)).indexOf(':') >= 0;
    }

    private int schemeEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (c == ':') {
                if (i == 0) {
                    throw failure("its scheme is missing");
                }
                return i;
            }
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))) {
                return -1;
            }
        }
        return -1;
    }

    private void readAuthority(String authority) {
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            readUser(authority.substring(0, at));
        }
        String host = authority.substring(at + 1);
        int bracket = host.startsWith("[") ? host.lastIndexOf(']') : -1;
        if (host.startsWith("[") && bracket < 0) {
            throw failure("its host has no closing bracket");
        }
        int colon = bracket >= 0 ? (host.length() > bracket + 1 ? bracket + 1 : -1) : host.lastIndexOf(':');
        String port = colon < 0 ? "" : host.substring(colon);
        if (!port.isEmpty() && !port.matches(":[0-9]*")) {
            throw failure("its port is no number");
        }
        String name = colon < 0 ? host : host.substring(0, colon);
        if (bracket < 0 && name.chars().anyMatch(c -> c < 128 && " \"<>\\^`{|}[]".indexOf(c) >= 0)) {
            throw failure("its host has a character that hosts do not have");
        }
        parts.put("url.domain", bracket >= 0 ? host.substring(1, bracket) : unescape(name));
        if (port.length() > 1) {
            try {
                parts.put("url.port", new Opaque.MachineInt(Integer.parseInt(port.substring(1))));
            } catch (NumberFormatException e) {
                throw failure("its port is too large");
            }
        }
    }

    private void readUser(String user) {
        int colon = user.indexOf(':');
        String name = unescape(colon < 0 ? user : user.substring(0, colon));
        parts.put("url.user_info", user);
        putIfAny("url.username", name);
        if (colon >= 0) {
            parts.put("url.password", unescape(user.substring(colon + 1)));
        }
    }

    private void putIfAny(String name, String value) {
        if (!value.isEmpty()) {
            parts.put(name, value);
        }
    }

    private String unescape(String text) {
        String plain = UrlQuery.unescape(text, false);
        if (plain == null) {
            throw failure("it has an escape that is none");
        }
        return plain;
    }
}
