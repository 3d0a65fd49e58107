// SPDX-License-Identifier: Apache-2.0
/** The shop's gateway, a Spring Boot application that runs in a container. */
@NullMarked
package dev.spanhound.examples.gateway;

import org.jspecify.annotations.NullMarked;
