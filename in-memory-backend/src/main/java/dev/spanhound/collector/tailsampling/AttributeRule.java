// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import org.jspecify.annotations.Nullable;

/** What the value of an attribute has to be. */
interface AttributeRule {

    /**
     * Returns whether a value matches.
     *
     * @param value the value, of whatever type it is
     * @param onResource whether it is an attribute of a resource, not of a span
     */
    boolean matches(Object value, boolean onResource);

    /** Returns as what the Collector reads a value that is not of this rule's type; null if it is. */
    @Nullable
    Object misread(Object value);

    /** Returns what is asked for, such as {@code within 500 to 599}. */
    String wanted();
}
