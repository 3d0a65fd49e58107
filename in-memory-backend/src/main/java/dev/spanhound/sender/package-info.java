// SPDX-License-Identifier: Apache-2.0
/** Who sends spans, and where to: what fixtures such as containers have to do with a backend. Knows nothing else. */
@NullMarked
package dev.spanhound.sender;

import org.jspecify.annotations.NullMarked;
