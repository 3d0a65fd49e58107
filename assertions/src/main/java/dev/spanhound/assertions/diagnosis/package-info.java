// SPDX-License-Identifier: Apache-2.0
/** Why an expected span did not come: the likely cause, from what did come. Knows neither AssertJ nor expectations. */
@NullMarked
package dev.spanhound.assertions.diagnosis;

import org.jspecify.annotations.NullMarked;
