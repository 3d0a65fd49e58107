// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/** {@code status_code}: keeps traces in which any span has one of these status codes. */
record StatusCodes(Set<StatusCode> wanted) implements Policy {
    static Policy read(Section keys) {
        EnumSet<StatusCode> wanted = EnumSet.noneOf(StatusCode.class);
        List<String> names = keys.strings("status_codes");
        if (names.isEmpty()) {
            keys.error("status_codes", "expected at least one status code to filter on: OK, ERROR, UNSET");
        }
        for (String name : names) {
            switch (name) {
                case "OK" -> wanted.add(StatusCode.OK);
                case "ERROR" -> wanted.add(StatusCode.ERROR);
                case "UNSET" -> wanted.add(StatusCode.UNSET);
                default ->
                    keys.error(
                            "status_codes",
                            "unknown status code \"%s\", supported: OK, ERROR, UNSET (in capitals)".formatted(name));
            }
        }
        return new StatusCodes(wanted);
    }

    @Override
    public Judgement judge(TraceView trace) {
        int unset = 0;
        int ok = 0;
        int error = 0;
        for (Chunk chunk : trace.chunks()) {
            for (SpanData span : chunk.spans()) {
                StatusCode code = span.getStatus().getStatusCode();
                if (wanted.contains(code)) {
                    return Judgement.sampled(Reason.of("%s has status %s", SpanLabel.of(chunk, span), code));
                }
                switch (code) {
                    case UNSET -> unset++;
                    case OK -> ok++;
                    case ERROR -> error++;
                }
            }
        }
        Counts counts = new Counts(unset, ok, error);
        return Judgement.notSampled(Reason.of("no span has status %s (%s)", new AnyOf(wanted), counts));
    }

    private record AnyOf(Set<StatusCode> codes) {
        @Override
        public String toString() {
            StringJoiner text = new StringJoiner(" or ");
            codes.forEach(code -> text.add(code.name()));
            return text.toString();
        }
    }

    private record Counts(int unset, int ok, int error) {
        @Override
        public String toString() {
            int spans = unset + ok + error;
            StringJoiner text = new StringJoiner(", ", spans == 1 ? "1 span: " : spans + " spans: ", "");
            text.setEmptyValue("no spans");
            add(text, unset, "UNSET");
            add(text, ok, "OK");
            add(text, error, "ERROR");
            return text.toString();
        }

        private static void add(StringJoiner text, int count, String name) {
            if (count > 0) {
                text.add(count + " " + name);
            }
        }
    }
}
