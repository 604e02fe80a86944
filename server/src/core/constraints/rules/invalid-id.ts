import type { Text } from '../../spec/spec.ts';
import type { Finding, TraceRule } from '../rule.ts';

const SPAN_ID_DIGITS = 16;
const TRACE_ID_DIGITS = 32;

/** Ids as OpenTelemetry has them: 16 hexadecimal digits for a span, 32 for a trace, not all of them zero. */
export const invalidId: TraceRule = {
  code: 'invalid-id',
  severity: 'error',
  check: ({ names }) => [
    ...names.spanIds.flatMap(({ what, owner }) => wrong(what, 'span', SPAN_ID_DIGITS, owner)),
    ...names.parents.flatMap(({ what, owner }) => wrong(what, 'span', SPAN_ID_DIGITS, owner)),
    ...names.traceIds.flatMap((id) => wrong(id, 'trace', TRACE_ID_DIGITS)),
  ],
};

function wrong(id: Text, of: 'span' | 'trace', digits: number, owner?: number): Finding[] {
  const complaint = complaintAbout(id.value, of, digits);
  if (complaint === undefined) return [];
  return [{ range: id.range, message: complaint, ...(owner !== undefined && { owner }) }];
}

function complaintAbout(id: string, of: 'span' | 'trace', digits: number): string | undefined {
  if (!/^[0-9a-f]*$/i.test(id))
    return `A ${of} id has ${digits} hexadecimal digits; \`${id}\` has other characters.`;
  if (id.length !== digits) return `A ${of} id has ${digits} hexadecimal digits, this one ${id.length}.`;
  return /^0+$/.test(id) ? `A ${of} id of zeros alone means that there is none.` : undefined;
}
