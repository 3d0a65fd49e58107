// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import dev.spanhound.trace.propagation.HeaderLines;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Sends a request over a socket of its own, header lines byte for byte, which no HTTP client of the JDK does. */
final class RequestSender {
    private RequestSender() {}

    /** Sends the request with these lines of the case. Never throws: what went wrong is the answer. */
    static Answer send(ServiceRequest request, HeaderLines lines, Duration timeout) {
        URI uri = request.uri();
        int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis()));
        try (Socket socket = connect(uri, millis)) {
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(bytes(request, lines));
            HttpMessage response = HttpMessage.readResponse(new BufferedInputStream(socket.getInputStream()));
            return Answer.of(response.status(), response.body());
        } catch (ConnectException | UnknownHostException e) {
            return Answer.unreachable("nothing listens at " + uri + ": " + e.getMessage());
        } catch (SocketTimeoutException e) {
            return Answer.none("no answer within " + Waits.text(timeout));
        } catch (ProtocolException e) {
            return Answer.none("the answer is no HTTP/1.1: " + e.getMessage());
        } catch (IOException e) {
            return Answer.none("the connection broke: " + e.getMessage());
        }
    }

    private static Socket connect(URI uri, int millis) throws IOException {
        boolean isTls = "https".equals(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : isTls ? 443 : 80;
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(uri.getHost(), port), millis);
            return isTls ? secure(plain, uri.getHost(), port) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket secure(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static byte[] bytes(ServiceRequest request, HeaderLines lines) {
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        URI uri = request.uri();
        StringBuilder head = new StringBuilder()
                .append(request.method())
                .append(' ')
                .append(target(uri))
                .append(" HTTP/1.1\r\n");
        line(head, "Host", uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort());
        line(head, "Connection", "close");
        request.headers().lines().forEach(header -> line(head, header.name(), header.value()));
        if (body.length > 0 || !"GET".equals(request.method())) {
            line(head, "Content-Length", String.valueOf(body.length));
        }
        lines.lines().forEach(header -> line(head, header.name(), header.value()));
        head.append("\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
