// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.spanhound.sender.SpanSender;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/**
 * A container, asked by Docker's means why its spans do not come.
 *
 * @param service its {@code service.name}
 * @param container the container
 * @param endpoint where it should send, as it sees it
 */
record ContainerSender(String service, GenericContainer<?> container, URI endpoint) implements SpanSender {

    @Override
    public Optional<Trouble> examine(boolean missed, boolean heard) {
        @Nullable String id = container.getContainerId();
        if (id == null) {
            // It may be one of another test class, before its time or after.
            return missed && !heard
                    ? Optional.of(new Trouble(
                            named() + " does not run: it was not started, or is stopped already", List.of()))
                    : Optional.empty();
        }
        try {
            InspectContainerResponse seen =
                    container.getDockerClient().inspectContainerCmd(id).exec();
            return notRunning(seen.getState()).or(() -> heard ? Optional.empty() : notSending(seen));
        } catch (RuntimeException e) {
            return Optional.empty(); // it is being removed, or Docker is gone: a guess is not worth a second failure
        }
    }

    private Optional<Trouble> notRunning(InspectContainerResponse.ContainerState state) {
        if (Boolean.TRUE.equals(state.getPaused())) {
            return Optional.of(new Trouble(named() + " is paused", List.of()));
        }
        if (Boolean.TRUE.equals(state.getRunning())) {
            return Optional.empty();
        }
        String cause = named() + " has ended, with exit code " + state.getExitCodeLong()
                + (Boolean.TRUE.equals(state.getOOMKilled()) ? " (out of memory)" : "");
        List<String> hints = new ArrayList<>();
        hints.add("Spans that it had not sent by then are lost.");
        hints.addAll(ContainerLog.of(container).lastLines("its log ends: "));
        return Optional.of(new Trouble(cause, hints));
    }

    private Optional<Trouble> notSending(InspectContainerResponse seen) {
        if (container instanceof SidecarContainer sidecar) {
            return sidecar.whyNothingComes();
        }
        Map<String, String> variables = variables(seen.getConfig().getEnv());
        ContainerLog log = ContainerLog.of(container);
        List<String> errors = log.exportErrors();
        Optional<String> off = Switches.thatKeepSpansBack(variables);
        if (off.isPresent()) {
            return Optional.of(new Trouble("tracing is switched off in " + named() + ": " + off.get(), errors));
        }
        List<String> elsewhere = Switches.otherEndpoints(variables, endpoint);
        if (!elsewhere.isEmpty()) {
            List<String> hints = new ArrayList<>(elsewhere);
            hints.add("The backend is, as seen from there, " + endpoint + ".");
            hints.addAll(errors);
            return Optional.of(new Trouble(named() + " is told to send somewhere else", hints));
        }
        if (!errors.isEmpty()) {
            List<String> hints = new ArrayList<>(errors);
            hints.add("It was told to send to " + endpoint + ".");
            return Optional.of(new Trouble("exports of " + named() + " fail", hints));
        }
        return Connections.of(container).flatMap(connections -> notConnected(connections, log));
    }

    private Optional<Trouble> notConnected(Connections connections, ContainerLog log) {
        if (connections.reach(endpoint.getPort())) {
            return Optional.empty();
        }
        List<String> hints = new ArrayList<>();
        hints.add(connections.describe());
        hints.add("It has no exporter, sends to an address of its own and not to OTEL_EXPORTER_OTLP_ENDPOINT ("
                + endpoint + "), or was never called.");
        hints.addAll(log.lastLines("its log ends: "));
        return Optional.of(new Trouble(named() + " runs, but has no connection to the backend", hints));
    }

    private String named() {
        return "container " + service;
    }

    private static Map<String, String> variables(String @Nullable [] environment) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String variable : environment == null ? new String[0] : environment) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                variables.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return variables;
    }
}
