// SPDX-License-Identifier: Apache-2.0
/**
 * A stand-in for a service that is not there: {@link dev.spanhound.junit.mock.TracedMockServer} answers as it is told,
 * remembers what it was asked, and reports its span. Knows the backend and no test framework.
 */
@NullMarked
package dev.spanhound.junit.mock;

import org.jspecify.annotations.NullMarked;
