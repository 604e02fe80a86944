import type { Value } from './value.ts';

/** What stands inside bounds, choices, arrays and maps. */
export function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'hole':
      return value.bound ? [value.bound.value] : [];
    case 'law':
    case 'choice':
      return value.arms.map((arm) => arm.value);
    case 'array':
      return value.items;
    case 'map':
      return value.entries.map((entry) => entry.value);
    default:
      return [];
  }
}
