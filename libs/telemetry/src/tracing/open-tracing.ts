import type { Span } from '@opentelemetry/api';
import type { Tracer, Work } from './trace.ts';
import { traceWith } from './trace.ts';

export interface TracingSettings {
  /** The process's name: `router`, `posts`, `ursa`. */
  service: string;
  /** Base address of an OTLP/HTTP receiver; undefined: nothing is recorded, and nothing loaded for it. */
  endpoint: string | undefined;
}

/** Longest wait for the receiver. */
const exportTimeoutMs = 5_000;

/** Spans kept for a receiver that is away; what comes after is dropped. */
const maxQueued = 4_096;

/** Starts to record traces; what is returned sends the rest and ends it. */
export async function openTracing({ service, endpoint }: TracingSettings): Promise<() => Promise<void>> {
  if (endpoint === undefined || endpoint === '') return async () => undefined;
  const [api, sdk, exporter, contexts, core, resources] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/core'),
    import('@opentelemetry/resources'),
  ]);
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const processor = new sdk.BatchSpanProcessor({
    exporter: new exporter.OTLPTraceExporter({ url, timeoutMillis: exportTimeoutMs }),
    maxQueueSize: maxQueued,
    exportTimeoutMillis: exportTimeoutMs,
    scheduledDelayMillis: 1_000,
  });
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [processor],
  });
  api.context.setGlobalContextManager(new contexts.AsyncLocalStorageContextManager().enable());
  traceWith(tracerOf(api, provider.getTracer('ursa'), new core.W3CTraceContextPropagator()));
  return async () => {
    traceWith(undefined);
    await provider.shutdown();
    api.context.disable();
  };
}

type Api = typeof import('@opentelemetry/api');

function tracerOf(
  api: Api,
  spans: import('@opentelemetry/api').Tracer,
  propagator: import('@opentelemetry/api').TextMapPropagator,
): Tracer {
  const { context, trace, SpanKind, SpanStatusCode } = api;
  const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL };
  const start = ({ name, kind = 'internal', attributes = {} }: Work): Span =>
    spans.startSpan(name, { kind: kinds[kind], attributes });
  const failed = (span: Span, error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    span.setStatus({ code: SpanStatusCode.ERROR, message });
  };
  return {
    async run(work, act) {
      const span = start(work);
      const told = {
        rename: (name: string) => void span.updateName(name),
        fail: (message: string) => failed(span, message),
      };
      try {
        return await context.with(trace.setSpan(context.active(), span), () => act(told));
      } catch (error) {
        failed(span, error);
        throw error;
      } finally {
        span.end();
      }
    },
    begin(work) {
      const span = start(work);
      return (error) => {
        if (error !== undefined && error !== null) failed(span, error);
        span.end();
      };
    },
    under: (headers, act) =>
      context.with(propagator.extract(api.ROOT_CONTEXT, headers, api.defaultTextMapGetter), act),
    headers() {
      const carrier: Record<string, string> = {};
      propagator.inject(context.active(), carrier, api.defaultTextMapSetter);
      return carrier;
    },
  };
}
