import type { Status } from '../spec/spec.ts';
import { httpStatusOf } from './http.ts';
import { type RecordedSpan, textAttribute } from './span.ts';
import { tidy } from './tidy.ts';

/** What the status of a call says, without its place in a text. */
export type LineStatus = Omit<Status, 'range' | 'probability'>;

/** The status of a call from the spans of its two sides: an error of either side, else `ok` where either says so. */
export function statusOf(...sides: readonly RecordedSpan[]): LineStatus | undefined {
  const failed = sides.filter(({ status }) => status.code === 'error');
  if (failed.length > 0) return { code: 'error', ...firstDetail(failed) };
  return sides.some(({ status }) => status.code === 'ok') ? { code: 'ok' } : undefined;
}

function firstDetail(spans: readonly RecordedSpan[]): Pick<LineStatus, 'detail'> {
  const httpStatus = spans.map(httpStatusOf).find((status) => status !== undefined && status >= 400);
  if (httpStatus !== undefined) return { detail: { value: `${httpStatus}`, kind: 'code' } };
  const message = spans.map(messageOf).find((found) => found !== undefined);
  return message === undefined ? {} : { detail: { value: tidy(message), kind: 'message' } };
}

/** What went wrong, as people say it first: the status, then the type of the error, then the exception. */
function messageOf({ status, attributes, events }: RecordedSpan): string | undefined {
  if (status.message !== undefined && status.message.trim() !== '') return status.message;
  const type = textAttribute(attributes, 'error.type', 'error.message', 'rpc.status_code');
  if (type !== undefined) return type;
  for (const event of events) {
    const exception = textAttribute(
      event.attributes,
      'exception.message',
      'exception.type',
      'message',
      'error.object',
    );
    if (exception !== undefined) return exception;
  }
  return undefined;
}
