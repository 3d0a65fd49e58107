// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

import dev.spanhound.collector.ottl.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads lists and maps of values. */
final class ContainerParser {
    private final TokenStream tokens;
    private final Supplier<Syntax.@Nullable Value> values;

    ContainerParser(TokenStream tokens, Supplier<Syntax.@Nullable Value> values) {
        this.tokens = tokens;
        this.values = values;
    }

    Syntax.@Nullable Value map() {
        int mark = tokens.mark();
        Token open = tokens.take(Kind.OPEN_BRACE);
        if (open == null) {
            return null;
        }
        List<Syntax.Entry> entries = new ArrayList<>();
        for (Token key = tokens.take(Kind.STRING); key != null; key = tokens.take(Kind.STRING)) {
            Syntax.Value value = tokens.take(Kind.COLON) == null ? null : values.get();
            if (value == null) {
                tokens.reset(mark);
                return null;
            }
            entries.add(new Syntax.Entry(key.text(), value));
            tokens.take(Kind.COMMA);
        }
        if (tokens.take(Kind.CLOSE_BRACE) == null) {
            tokens.reset(mark);
            return null;
        }
        return new Syntax.MapOf(entries, open.position());
    }

    Syntax.@Nullable Value list() {
        int mark = tokens.mark();
        Token open = tokens.take(Kind.OPEN_BRACKET);
        if (open == null) {
            return null;
        }
        List<Syntax.Value> elements = new ArrayList<>();
        int end = tokens.mark();
        Syntax.Value element = tokens.at(Kind.CLOSE_BRACKET) ? null : values.get();
        while (element != null) {
            elements.add(element);
            end = tokens.mark();
            element = tokens.take(Kind.COMMA) == null ? null : values.get();
        }
        tokens.reset(end);
        if (tokens.take(Kind.CLOSE_BRACKET) == null) {
            tokens.reset(mark);
            return null;
        }
        return new Syntax.ListOf(elements, open.position());
    }
}
