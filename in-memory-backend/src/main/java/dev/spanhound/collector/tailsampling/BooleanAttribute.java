// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.tailsampling;

import dev.spanhound.collector.config.Section;
import org.jspecify.annotations.Nullable;

/** {@code boolean_attribute}: true or false. All other types read as false. */
record BooleanAttribute(boolean value) implements AttributeRule {
    static Policy read(Section keys) {
        return AttributePolicy.read(keys, new BooleanAttribute(keys.bool("value", false)));
    }

    @Override
    public boolean matches(Object seen, boolean onResource) {
        return (seen instanceof Boolean flag && flag) == value;
    }

    @Override
    public @Nullable Object misread(Object seen) {
        return seen instanceof Boolean ? null : false;
    }

    @Override
    public String wanted() {
        return Boolean.toString(value);
    }
}
