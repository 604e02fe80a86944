/** The document that a saved preview showed; undefined where what was saved is not understood. */
export function savedDocument(state: unknown): string | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const uri: unknown = Reflect.get(state, 'uri');
  return typeof uri === 'string' && uri !== '' ? uri : undefined;
}
