/** A tenth of the services and of the systems is kept to judge by. */
const HELD_SHARE = 10;

/** FNV-1a of its name, so that a service or system stays on its side whatever is added beside it. */
export function isHeldOut(name: string): boolean {
  let hash = 2166136261;
  for (const character of name) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  return (hash >>> 0) % HELD_SHARE === 0;
}
