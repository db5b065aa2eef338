/**
 * The body that OTLPSpanExporter of opentelemetry-exporter-otlp-proto-http 1.45.2 (Python) posted for an agent's span and, below it, a
 * model's, under the traceparent `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`; captured on 2026-11-25.
 */
export const pythonExport = Buffer.from(
  "CrADChgKFgoMc2VydmljZS5uYW1lEgYKBGRlc2sSkwMKEQoKZGVzay5hZ2VudBIDMS4wEv0BChBL+S81d7NNpqPOkp0ODkc2Egggz6FHCMaxUyIIsAR/+43EkpoqD2NoYXQgZ3B0LTUtbWluaTABORlDSJgiY+sYQaVISZgiY+sYSh8KGWdlbl9haS51c2FnZS5pbnB1dF90b2tlbnMSAhgoShgKC3RlbXBlcmF0dXJlEgkhAAAAAAAA4D9KDAoGc3RyZWFtEgIQAEofCgR0YWdzEhcqFQoICgZyZWZ1bmQKCQoHZ3LDtsOfZUoLCgNyYXcSBDoCAP9aJQmyn0iYImPrGBINZ2VuX2FpLmNob2ljZRoLCgVpbmRleBICGAB6DBIIbm8gb3JkZXIYAoUBAAEAABJ+ChBL+S81d7NNpqPOkp0ODkc2EgiwBH/7jcSSmiIIAPBnqgupArcqEWludm9rZV9hZ2VudCBkZXNrMAE5uKhGmCJj6xhBWsRJmCJj6xhKJwoVZ2VuX2FpLm9wZXJhdGlvbi5uYW1lEg4KDGludm9rZV9hZ2VudHoAhQEAAwAA",
  "base64",
);
