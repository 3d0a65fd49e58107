// SPDX-License-Identifier: Apache-2.0
/**
 * From a response of rest-assured, 5.5 or 6.0, to its trace. An entry class of its own,
 * {@link dev.spanhound.assertions.restassured.RestAssuredTraces}, since rest-assured is optional.
 */
@NullMarked
package dev.spanhound.assertions.restassured;

import org.jspecify.annotations.NullMarked;
