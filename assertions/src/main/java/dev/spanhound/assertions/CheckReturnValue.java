// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Lets tools warn of half an assertion. Error Prone knows it by its name; AssertJ's own is not in each of its versions. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@interface CheckReturnValue {}
