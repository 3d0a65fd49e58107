// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;

/** Sets the propagation headers of each request. A class of its own, since rest-assured is optional. */
record RestAssuredFilter(TestTrace trace) implements Filter {

    /** Returns what its caller need not know the class of: the verifier would load what is optional. */
    static Filter of(TestTrace trace) {
        return new RestAssuredFilter(trace);
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        trace.headers().forEach(request::replaceHeader);
        return context.next(request, response);
    }
}
