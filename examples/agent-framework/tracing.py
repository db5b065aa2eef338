"""The framework's own spans, with what was said in them, sent to wherever OTEL_EXPORTER_OTLP_ENDPOINT says."""

from collections.abc import Iterator
from contextlib import contextmanager

from agent_framework.observability import enable_instrumentation
from opentelemetry import context, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.propagate import extract
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)
enable_instrumentation(enable_sensitive_data=True)


@contextmanager
def within_trace(traceparent: str) -> Iterator[None]:
    """What is done inside is a part of the caller's trace; its spans are sent at the end."""
    parent = context.attach(extract({"traceparent": traceparent}))
    try:
        yield
    finally:
        context.detach(parent)
        provider.force_flush()
