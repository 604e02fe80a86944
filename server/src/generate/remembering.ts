/** The same function, which works each answer out once. */
export function remembering<T>(find: (key: string) => T): (key: string) => T {
  const found = new Map<string, { readonly value: T }>();
  return (key) => {
    const known = found.get(key) ?? { value: find(key) };
    found.set(key, known);
    return known.value;
  };
}
