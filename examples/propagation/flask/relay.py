# SPDX-License-Identifier: Apache-2.0
"""A Flask service with the relay endpoint of a propagation contract, instrumented by OpenTelemetry.

POST /relay takes [{"url": ..., "arguments": [...]}] and POSTs the arguments to each URL before it answers. The formats are those of
OTEL_PROPAGATORS, such as tracecontext,baggage,b3. Prints its port, which is free unless PORT says which.
"""

import os

import requests
from flask import Flask, request
from opentelemetry import trace
from opentelemetry.instrumentation.flask import FlaskInstrumentor
from opentelemetry.instrumentation.requests import RequestsInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from werkzeug.serving import make_server

trace.set_tracer_provider(TracerProvider())
app = Flask(__name__)
FlaskInstrumentor().instrument_app(app)
RequestsInstrumentor().instrument()


@app.post("/relay")
def relay():
    for call in request.get_json():
        requests.post(call["url"], json=call.get("arguments", []), timeout=5)
    return "", 204


if __name__ == "__main__":
    server = make_server("127.0.0.1", int(os.environ.get("PORT", "0")), app, threaded=True)
    print(server.server_port, flush=True)
    server.serve_forever()
