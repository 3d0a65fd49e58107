# SPDX-License-Identifier: Apache-2.0
"""Finds an order in its database, and asks payment whether it is paid. Spans leave by OTLP over gRPC."""

import json
import os
import sqlite3
import sys

import requests
from flask import Flask, jsonify
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.flask import FlaskInstrumentor
from opentelemetry.instrumentation.requests import RequestsInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Status, StatusCode

PAYMENT = os.environ.get("PAYMENT_URL", "http://payment-service:8080")
DATABASE = "/tmp/orders.db"
QUERY = "SELECT id, amount FROM orders WHERE id = ?"


class PaymentDeclined(Exception):
    pass


# Endpoint, service name, sampler and batch delay are in the environment.
provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)
tracer = trace.get_tracer("shop.orders")

app = Flask(__name__)
FlaskInstrumentor().instrument_app(app, excluded_urls="health")
# With BROKEN=context, calls to payment leave without the headers of the trace.
if os.environ.get("BROKEN") != "context":
    RequestsInstrumentor().instrument()


def log(event, **fields):
    """Writes one line of JSON with the IDs of the current span."""
    context = trace.get_current_span().get_span_context()
    line = {"event": event, "level": "info", **fields}
    if context.is_valid:
        line["trace_id"] = format(context.trace_id, "032x")
        line["span_id"] = format(context.span_id, "016x")
    print(json.dumps(line), file=sys.stdout, flush=True)


def create_database():
    with sqlite3.connect(DATABASE) as database:
        database.execute("CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY, amount REAL)")
        database.executemany(
            "INSERT OR REPLACE INTO orders VALUES (?, ?)", [(number, number * 100.0) for number in range(1, 14)]
        )
        database.execute("INSERT OR REPLACE INTO orders VALUES (42, 99.5)")


def fetch_order(order_id):
    with tracer.start_as_current_span("fetch_order_db") as span:
        span.set_attributes({"db.system.name": "sqlite", "db.operation.name": "SELECT", "db.query.text": QUERY})
        with sqlite3.connect(DATABASE) as database:
            rows = database.execute(QUERY, (order_id,)).fetchall()
        span.set_attribute("db.rows_returned", len(rows))
        return rows[0] if rows else None


def verify_payment(order):
    with tracer.start_as_current_span("verify_payment") as span:
        answer = requests.post(PAYMENT + "/payments", json={"amount": order[1]}, timeout=5)
        if answer.status_code != 200:
            span.set_attribute("payment.status", "declined")
            raise PaymentDeclined(answer.json()["error"])
        span.set_attribute("payment.status", answer.json()["status"])
        log("payment verified", order_id=order[0])


@app.get("/orders/<int:order_id>")
def order(order_id):
    with tracer.start_as_current_span("get_order", record_exception=False, set_status_on_exception=False) as span:
        span.set_attribute("order.id", order_id)
        found = fetch_order(order_id)
        if found is None:
            return jsonify(error="no such order"), 404
        try:
            verify_payment(found)
        except (PaymentDeclined, requests.RequestException) as e:
            span.set_status(Status(StatusCode.ERROR, "not paid"))
            log("payment failed", order_id=order_id, reason=type(e).__name__)
            return jsonify(error=str(e)), 500
        return jsonify(id=order_id, amount=found[1], payment="success")


@app.get("/health")
def health():
    return "ok"


if __name__ == "__main__":
    create_database()
    app.run(host="0.0.0.0", port=8080, threaded=True)
