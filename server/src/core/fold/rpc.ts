import { httpMethodOf, httpStatusOf, isHttpName } from './http.ts';
import { type RecordedSpan, textAttribute } from './span.ts';

/** How a span's call travelled, as far as the span tells. */
export function protocolOf(span: RecordedSpan): 'http' | 'rpc' | undefined {
  if (textAttribute(span.attributes, 'rpc.system.name', 'rpc.system', 'rpc.method') !== undefined)
    return 'rpc';
  if (httpMethodOf(span) !== undefined || httpStatusOf(span) !== undefined) return 'http';
  const library = textAttribute(span.attributes, 'component') ?? span.scope?.name ?? '';
  if (/rpc|thrift|dubbo/i.test(library)) return 'rpc';
  if (FULL_METHOD.test(span.name)) return 'rpc';
  return /http|servlet|webmvc|nginx|express|fastify|flask|django|wsgi|asgi/i.test(library) ||
    isHttpName(span.name)
    ? 'http'
    : undefined;
}

/** `/search.Search/Nearby`, with what OpenCensus puts before it. */
const FULL_METHOD = /^(?:(?:Recv|Sent)\.)?\/?([\w.]+\.\w+\/\w+)$/;

/** The full method, `package.Service/Method`, as far as it is known. */
export function rpcOperation(span: RecordedSpan): string {
  const method = textAttribute(span.attributes, 'rpc.method');
  const service = textAttribute(span.attributes, 'rpc.service');
  if (method?.includes('/')) return method.replace(/^\//, '');
  if (method !== undefined && service !== undefined) return `${service}/${method}`;
  return FULL_METHOD.exec(span.name)?.[1] ?? span.name;
}
