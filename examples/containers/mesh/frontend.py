"""Calls backend, by way of the proxy that http_proxy names. Makes no span.

GET /curl calls as a client of its own, which makes up B3 headers and sends no span of its own, and answers with what it sent.
Any other path calls with the headers of the request, as an application in a mesh has to; with FORWARD=no it forgets them.
"""
import http.server
import json
import os
import secrets
import urllib.request

BACKEND = os.environ.get("BACKEND_URL", "http://backend/")
FORWARDED = ("x-request-id", "b3", "x-b3-traceid", "x-b3-spanid", "x-b3-parentspanid", "x-b3-sampled", "x-b3-flags",
             "traceparent", "tracestate")


def of_a_client():
    return {"x-b3-traceid": secrets.token_hex(8), "x-b3-spanid": secrets.token_hex(8), "x-b3-sampled": "1"}


def forwarded(headers):
    if os.environ.get("FORWARD") == "no":
        return {}
    return {name: headers[name] for name in FORWARDED if name in headers}


class Frontend(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # Headers and body in one packet: the second would wait 40 ms.

    def do_GET(self):
        sent = of_a_client() if self.path == "/curl" else forwarded(self.headers)
        with urllib.request.urlopen(urllib.request.Request(BACKEND, headers=sent)) as response:
            received = json.load(response)
        body = json.dumps({"sent": sent, "received": received}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


http.server.ThreadingHTTPServer(("", 8080), Frontend).serve_forever()
