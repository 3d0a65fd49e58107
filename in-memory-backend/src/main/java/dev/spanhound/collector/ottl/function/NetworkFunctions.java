// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl.function;

import dev.spanhound.collector.ottl.value.EvaluationException;
import dev.spanhound.collector.ottl.value.Expression;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Addresses, networks, flows and URLs. */
final class NetworkFunctions {
    private static final Map<String, Integer> PROTOCOLS =
            Map.of("ICMP", 1, "TCP", 6, "UDP", 17, "RSVP", 46, "ICMP6", 58, "SCTP", 132);

    private NetworkFunctions() {}

    static void addTo(Family family) {
        family.with("IsInCIDR", "target, networks", NetworkFunctions::isInCidr)
                .with(
                        "CommunityID",
                        "source_ip, source_port, destination_ip, destination_port, protocol?, seed?",
                        NetworkFunctions::communityId)
                .with("URL", "uri", a -> {
                    Typed<String> uri = a.string(0);
                    return item -> GoUrl.parts(uri.of(item));
                });
    }

    private static Expression isInCidr(Arguments arguments) {
        Typed<String> target = arguments.string(0);
        List<Typed<String>> networks = arguments.strings(1);
        boolean known = networks.stream().allMatch(network -> network.constant() != null);
        List<Typed<IpAddress.Network>> parsed = new ArrayList<>();
        for (Typed<String> network : networks) {
            String literal = network.constant();
            parsed.add(
                    known && literal != null
                            ? new Constant<>(network(literal))
                            : item -> IpAddress.Network.parse(network.of(item)));
        }
        return item -> {
            IpAddress address = IpAddress.parse(target.of(item));
            if (address == null) {
                return false;
            }
            for (Typed<IpAddress.Network> network : parsed) {
                if (network.of(item).contains(address)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static IpAddress.Network network(String literal) {
        return Arguments.blame(1, () -> IpAddress.Network.parse(literal));
    }

    private static Expression communityId(Arguments arguments) {
        Typed<String> sourceIp = arguments.string(0);
        Typed<Long> sourcePort = arguments.integer(1);
        Typed<String> destinationIp = arguments.string(2);
        Typed<Long> destinationPort = arguments.integer(3);
        Typed<String> protocol = arguments.has(4) ? arguments.string(4) : new Constant<>("TCP");
        Typed<Long> seed = arguments.has(5) ? arguments.integer(5) : new Constant<>(0L);
        return item -> {
            Endpoint source = endpoint(sourceIp.of(item), sourcePort.of(item));
            Endpoint destination = endpoint(destinationIp.of(item), destinationPort.of(item));
            Integer number = PROTOCOLS.get(protocol.of(item));
            if (number == null) {
                throw new EvaluationException("no protocol: \"" + protocol.of(item) + "\" (expected: one of "
                        + PROTOCOLS.keySet().stream().sorted().toList() + ")");
            }
            return communityId(source, destination, number, sixteenBits("seed", seed.of(item)));
        };
    }

    private record Endpoint(byte[] address, short port) {
        boolean isAfter(Endpoint other) {
            int byLength = Integer.compare(address.length, other.address.length);
            int byAddress = byLength == 0 ? Arrays.compareUnsigned(address, other.address) : byLength;
            return byAddress > 0 || (byAddress == 0 && Short.toUnsignedInt(port) > Short.toUnsignedInt(other.port));
        }
    }

    private static Endpoint endpoint(String ip, long port) {
        IpAddress address = IpAddress.parse(ip);
        if (address == null) {
            throw new EvaluationException("no IP address: \"" + ip + '"');
        }
        return new Endpoint(address.shortest(), sixteenBits("port", port));
    }

    private static short sixteenBits(String name, long value) {
        if (value < 0 || value > 0xffff) {
            throw new EvaluationException(name + ": " + value + " (expected: 0 to 65535)");
        }
        return (short) value;
    }

    /** Version 1 of the scheme: both directions of a flow have the same ID. */
    private static String communityId(Endpoint source, Endpoint destination, int protocol, short seed) {
        boolean swapped = source.isAfter(destination);
        Endpoint first = swapped ? destination : source;
        Endpoint second = swapped ? source : destination;
        byte[] flow = ByteBuffer.allocate(8 + first.address.length + second.address.length)
                .putShort(seed)
                .put(first.address)
                .put(second.address)
                .put((byte) protocol)
                .put((byte) 0)
                .putShort(first.port)
                .putShort(second.port)
                .array();
        try {
            return "1:"
                    + Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-1").digest(flow));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
