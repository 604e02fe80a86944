/** A spec without ranges: what two texts say alike although their layout differs. */
export function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).filter(([key]) => !/range$/i.test(key) && key !== 'duplicates');
  return Object.fromEntries(said.map(([key, part]) => [key, bare(part)]));
}
