// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Sets the propagation headers of each request. A class of its own, since okhttp is optional. */
record OkHttpInterceptor(TestTrace trace) implements Interceptor {

    /** Returns what its caller need not know the class of: the verifier would load what is optional. */
    static Interceptor of(TestTrace trace) {
        return new OkHttpInterceptor(trace);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request.Builder request = chain.request().newBuilder();
        trace.headers().forEach(request::header);
        return chain.proceed(request.build());
    }
}
