// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.trace;

/**
 * One service calls another: a span of {@code callee} has a span of {@code caller} as its parent, or links to one.
 *
 * @param caller service name of the parent or linked span
 * @param callee service name of the child or linking span
 */
public record ServiceEdge(String caller, String callee) implements Comparable<ServiceEdge> {

    @Override
    public int compareTo(ServiceEdge other) {
        int byCaller = caller.compareTo(other.caller);
        return byCaller != 0 ? byCaller : callee.compareTo(other.callee);
    }

    @Override
    public String toString() {
        return caller + " → " + callee;
    }
}
