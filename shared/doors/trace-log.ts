import type { Log } from '#kernel/system.ts';
import type { Tracing } from '#kernel/trace.ts';

/**
 * X8. Every line says to which trace it belongs, in the fields by which Cloud Logging ties lines to a request and to one another.
 * https://cloud.google.com/logging/docs/agent/logging/configuration#special-fields. Without a project, the trace's bare id.
 */
export function withTrace(log: Log, tracing: Tracing, project?: string): Log {
  return (severity, message, data) => log(severity, message, { ...data, ...traceFields(tracing, project) });
}

function traceFields(tracing: Tracing, project: string | undefined): Record<string, string | boolean> {
  const context = tracing.current();
  if (context === undefined) return {};
  const { traceId, spanId, sampled, link } = context;
  return {
    'logging.googleapis.com/trace': project === undefined ? traceId : `projects/${project}/traces/${traceId}`,
    'logging.googleapis.com/spanId': spanId,
    'logging.googleapis.com/trace_sampled': sampled,
    ...(link === undefined ? {} : { linkedTrace: link }),
  };
}
