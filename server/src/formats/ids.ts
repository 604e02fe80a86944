/**
 * An id as lower-case hex. OTLP/JSON says hex of any case; older writers used base64 as protobuf's JSON does; Jaeger
 * leaves out leading zeros. What is neither stays as it is, since it still tells spans apart.
 * @param digits 32 for a trace, 16 for a span. A shorter trace id is taken to be one of 64 bits.
 */
export function normaliseId(text: string, digits: 16 | 32): string {
  const hex = text.toLowerCase();
  if (/^[0-9a-f]+$/.test(hex) && hex.length <= digits) return hex.padStart(hex.length <= 16 ? 16 : 32, '0');
  return hexOfBase64(text) ?? text;
}

/** Absent ids are written as nothing or as zeros. */
export function isAbsentId(id: string): boolean {
  return /^0*$/.test(id);
}

const BASE64_ID = /^(?:[A-Za-z0-9+/]{4}){2,5}[A-Za-z0-9+/]{2,3}={1,2}$/;

function hexOfBase64(text: string): string | undefined {
  if (!BASE64_ID.test(text)) return undefined;
  return Array.from(atob(text), (character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join(
    '',
  );
}
