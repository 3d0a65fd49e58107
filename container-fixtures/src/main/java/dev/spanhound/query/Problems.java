// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** What can be wrong between a source and its product, and what to do about it. */
final class Problems {
    private static final String UNREADABLE = "the answer cannot be read: ";

    private final Product product;

    Problems(Product product) {
        this.product = product;
    }

    TraceQueryException noAnswer(URI uri, Duration timeout, IOException e) {
        if (e instanceof SSLException) {
            return lasting(
                    uri,
                    "no TLS connection (" + e.getMessage() + ")",
                    e,
                    "Is it https:// there, or http://?",
                    "A certificate of one's own takes withHttpClient(…), a client that trusts it.");
        }
        if (isUnresolved(e)) {
            return lasting(uri, "there is no host " + uri.getHost(), e);
        }
        if (e instanceof ConnectException || e instanceof HttpConnectTimeoutException) {
            return passing(
                    uri,
                    e instanceof ConnectException ? "nobody listens there" : "nobody can be reached there",
                    e,
                    "Is it " + product.title + "'s query API, on port " + product.port + " unless told otherwise?"
                            + " Has it started, and is its port published?");
        }
        if (e instanceof HttpTimeoutException) {
            return passing(
                    uri,
                    "no answer within " + timeout.toMillis() + " ms",
                    e,
                    "withRequestTimeout(…) sets how long to wait for one.");
        }
        return passing(uri, "no HTTP answer (" + e.getMessage() + ")", e, "Does it speak HTTP there, or TLS or gRPC?");
    }

    private static boolean isUnresolved(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    TraceQueryException refused(Answer answer) {
        int status = answer.status();
        if (status == 401 || status == 403) {
            String tenant = product == Product.TEMPO ? "; the tenant is withHeader(\"X-Scope-OrgID\", …)" : "";
            return of(false, answer, "It wants to know who asks: withHeader(\"Authorization\", …)" + tenant + ".");
        }
        if (status >= 300 && status < 400) {
            return of(
                    false,
                    answer,
                    "It leads to " + answer.location() + ": give " + product.title
                            + "'s address behind that, or withHeader(…) what a" + " login gives.");
        }
        return of(status >= 500 || status == 429 || status == 408, answer);
    }

    /** An answer that says that this is not the product. */
    TraceQueryException another(Answer answer) {
        return of(
                false,
                answer,
                "Is it " + product.title + "'s query API? Its paths begin with " + product.paths
                        + " below the base URL, to which a base path belongs.");
    }

    TraceQueryException unreadable(Answer answer, Exception e) {
        return lasting(answer.uri(), UNREADABLE + e.getMessage(), e, begins(answer));
    }

    TraceQueryException unreadable(Answer answer, String expectedType) {
        return new TraceQueryException(
                false,
                request(answer.uri()) + UNREADABLE + "it is " + answer.contentType() + " in place of " + expectedType,
                List.of(
                        "Whatever stands before " + product.title + " has to let the header Accept through.",
                        begins(answer)),
                null);
    }

    private static TraceQueryException of(boolean isPassing, Answer answer, String... hints) {
        List<String> all = new ArrayList<>(List.of(hints));
        all.add(begins(answer));
        String what = answer.status() == 200 && answer.isPage() ? "a page in HTML" : "status " + answer.status();
        return new TraceQueryException(isPassing, request(answer.uri()) + what, all, null);
    }

    private static String begins(Answer answer) {
        return answer.body().length == 0 ? "The answer is empty." : "The answer begins: " + answer.beginning();
    }

    private static TraceQueryException passing(URI uri, String what, Exception cause, String... hints) {
        return new TraceQueryException(true, request(uri) + what, List.of(hints), cause);
    }

    private static TraceQueryException lasting(URI uri, String what, Exception cause, String... hints) {
        return new TraceQueryException(false, request(uri) + what, List.of(hints), cause);
    }

    private static String request(URI uri) {
        return "GET " + uri + ": ";
    }
}
