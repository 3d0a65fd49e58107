// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.containers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;

/**
 * The TCP connections that a container has opened.
 *
 * @param peers the other ends
 */
record Connections(List<Peer> peers) {
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final String LISTEN = "0A";
    private static final String SYN_SENT = "02";
    private static final int IP_V4_DIGITS = 8;

    /**
     * The other end of a connection.
     *
     * @param address IPv4 address, or {@code [ipv6]} for any other
     * @param port port
     * @param answers whether it has answered
     */
    record Peer(String address, int port, boolean answers) {}

    /** Returns the connections, as far as the image has a {@code cat} to ask. */
    static Optional<Connections> of(GenericContainer<?> container) {
        try {
            ExecResult result = container.execInContainer("cat", "/proc/net/tcp", "/proc/net/tcp6");
            return result.getStdout().isEmpty() ? Optional.empty() : Optional.of(of(result.getStdout()));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Reads the kernel's table of sockets, {@code /proc/net/tcp}. */
    static Connections of(String table) {
        List<String[]> sockets = table.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > STATE && fields[LOCAL].contains(":") && fields[REMOTE].contains(":"))
                .toList();
        Set<Integer> served = new HashSet<>();
        for (String[] socket : sockets) {
            if (socket[STATE].equals(LISTEN)) {
                served.add(port(socket[LOCAL]));
            }
        }
        List<Peer> peers = new ArrayList<>();
        for (String[] socket : sockets) {
            if (!socket[STATE].equals(LISTEN) && !served.contains(port(socket[LOCAL]))) {
                peers.add(new Peer(address(socket[REMOTE]), port(socket[REMOTE]), !socket[STATE].equals(SYN_SENT)));
            }
        }
        return new Connections(peers);
    }

    private static int port(String socket) {
        return HexFormat.fromHexDigits(socket, socket.indexOf(':') + 1, socket.length());
    }

    /** The kernel writes addresses as little-endian words. An IPv4 address is the last of an IPv6 one. */
    private static String address(String socket) {
        String words = socket.substring(0, socket.indexOf(':'));
        boolean mapped = words.startsWith("0000000000000000FFFF0000");
        if (words.length() != IP_V4_DIGITS && !mapped) {
            return "[ipv6]";
        }
        byte[] bytes = HexFormat.of().parseHex(words.substring(words.length() - IP_V4_DIGITS));
        return (bytes[3] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[0] & 0xff);
    }

    boolean reach(int port) {
        return peers.stream().anyMatch(peer -> peer.port() == port && peer.answers());
    }

    String describe() {
        if (peers.isEmpty()) {
            return "It has opened no connection at all.";
        }
        Set<String> names = new TreeSet<>();
        for (Peer peer : peers) {
            names.add(peer.address() + ":" + peer.port() + (peer.answers() ? "" : " (no answer)"));
        }
        return "It has opened connections to " + String.join(", ", names) + ".";
    }
}
