// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace.sampling;

import io.opentelemetry.api.trace.TraceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * OpenTelemetry's own member of a trace state, {@code ot}, such as {@code ot=rv:6e6d1a75832a2f;th:c}.
 *
 * <p>Reading never fails. As in the Collector a member that breaks the syntax is taken for an empty one, of {@code th} and
 * {@code rv} each is left out if it has no valid value, and {@link #problem()} says what is wrong.
 */
public final class OtTraceState {
    private static final String KEY = "ot";
    private static final int MAX_LENGTH = 256;
    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9]*:[A-Za-z0-9._-]*");
    private static final OtTraceState NONE = new OtTraceState("", "", List.of(), "");

    private final String rv;
    private final String th;
    private final List<String> others;
    private final String problem;

    private OtTraceState(String rv, String th, List<String> others, String problem) {
        this.rv = rv;
        this.th = th;
        this.others = others;
        this.problem = problem;
    }

    /** Returns the member of a trace state; one that is empty if there is none. */
    public static OtTraceState of(TraceState state) {
        String value = state.get(KEY);
        return value == null ? NONE : parse(value);
    }

    /** Reads the value of the member. */
    public static OtTraceState parse(String value) {
        if (value.length() > MAX_LENGTH) {
            return broken("ot: " + value.length() + " characters (expected: at most " + MAX_LENGTH + ")");
        }
        String rv = "";
        String th = "";
        String problem = "";
        List<String> others = new ArrayList<>();
        for (String part : value.split(";", -1)) {
            if (!SYNTAX.matcher(part).matches()) {
                return broken("ot: \"" + part + "\" (expected: key:value)");
            }
            if (part.startsWith("rv:")) {
                boolean valid = Randomness.parse(part.substring(3)).isPresent();
                rv = valid ? part.substring(3) : "";
                problem = valid ? problem : "ot: \"" + part + "\" (expected: 14 hex digits)";
            } else if (part.startsWith("th:")) {
                boolean valid = SamplingThreshold.parse(part.substring(3)).isPresent();
                th = valid ? part.substring(3) : "";
                problem = valid ? problem : "ot: \"" + part + "\" (expected: 1 to 14 hex digits)";
            } else {
                others.add(part);
            }
        }
        return new OtTraceState(rv, th, List.copyOf(others), problem);
    }

    private static OtTraceState broken(String problem) {
        return new OtTraceState("", "", List.of(), problem);
    }

    /** Returns what is wrong with the member, if anything is. */
    public Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    /** Returns the threshold that the span was kept by, if it is told. */
    public Optional<SamplingThreshold> threshold() {
        return SamplingThreshold.parse(th);
    }

    /** Returns the explicit randomness, if there is one; else that of the trace ID counts. */
    public Optional<Randomness> randomness() {
        return Randomness.parse(rv);
    }

    /** Returns the explicit randomness, or that of the trace ID. */
    public Randomness randomnessOr(String traceId) {
        return randomness().orElseGet(() -> Randomness.ofTraceId(traceId));
    }

    /** Returns this with another threshold; without one for {@link SamplingThreshold#NEVER}. */
    public OtTraceState withThreshold(SamplingThreshold threshold) {
        return new OtTraceState(rv, threshold.encode(), others, problem);
    }

    /** Returns this without a threshold. */
    public OtTraceState withoutThreshold() {
        return new OtTraceState(rv, "", others, problem);
    }

    /** Returns this with another explicit randomness. */
    public OtTraceState withRandomness(Randomness randomness) {
        return new OtTraceState(randomness.encode(), th, others, problem);
    }

    /**
     * Returns the trace state with this as its first member, and without the member if this is empty. Other vendors'
     * members keep their order.
     */
    public TraceState putInto(TraceState state) {
        String value = toString();
        TraceState rest = state.toBuilder().remove(KEY).build();
        return value.isEmpty() ? rest : rest.toBuilder().put(KEY, value).build();
    }

    /** Returns the value of the member, such as {@code rv:6e6d1a75832a2f;th:c}; empty if there is nothing in it. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (!rv.isEmpty()) {
            parts.add("rv:" + rv);
        }
        if (!th.isEmpty()) {
            parts.add("th:" + th);
        }
        parts.addAll(others);
        return String.join(";", parts);
    }
}
