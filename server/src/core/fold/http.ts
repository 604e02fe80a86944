import { type RecordedSpan, textAttribute } from './span.ts';

const METHOD = '(?:GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS|TRACE|CONNECT|QUERY)';
const NAMED = new RegExp(`^(?:HTTP )?(${METHOD})\\s+(\\S.*)$`, 'i');

export function httpMethodOf({ attributes }: RecordedSpan): string | undefined {
  return textAttribute(attributes, 'http.request.method', 'http.method')?.toUpperCase();
}

/** The response's status code, old convention or new. */
export function httpStatusOf({ attributes }: RecordedSpan): number | undefined {
  const text = textAttribute(attributes, 'http.response.status_code', 'http.status_code');
  return text !== undefined && /^[1-5]\d\d$/.test(text) ? Number(text) : undefined;
}

const HTTP_NAME = new RegExp(`^(?:HTTP\\s+)?${METHOD}(?:\\s|$)|^HTTP\\b|^/`, 'i');

/** Whether a name reads like an HTTP operation: `GET /cart`, `HTTP GET`, `/cart`. */
export function isHttpName(name: string): boolean {
  return HTTP_NAME.test(name);
}

/** Method and route; where there is no route, what the name says, else the path without its query, else the name. */
export function httpOperation(span: RecordedSpan): string {
  const method = httpMethodOf(span);
  const route = textAttribute(span.attributes, 'http.route', 'url.template');
  if (method !== undefined && route !== undefined) return `${method} ${route}`;
  const named = NAMED.exec(span.name);
  if (named !== null) return `${named[1]?.toUpperCase()} ${named[2]}`;
  const path = span.name.startsWith('/') ? span.name : (route ?? pathOf(span));
  if (path === undefined) return method !== undefined && isHttpName(span.name) ? method : span.name;
  return method === undefined ? path : `${method} ${path}`;
}

function pathOf({ attributes }: RecordedSpan): string | undefined {
  const target = textAttribute(attributes, 'url.path', 'http.target', 'http.path', 'url.full', 'http.url');
  const path = target?.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return path === undefined ? undefined : path === '' ? '/' : path;
}
