import type { Row } from '../picture.ts';

/** What is to be done with a row: `show` goes to its text, `open` takes the keyboard there too. */
export type TreeAction =
  | { readonly type: 'select'; readonly index: number }
  | { readonly type: 'collapse' | 'expand' | 'open' | 'show'; readonly index: number };

/** `at` is the position in `visible` of the row that is marked, or -1. */
export interface TreePlace {
  readonly rows: readonly Row[];
  readonly visible: readonly number[];
  readonly at: number;
  readonly pageSize: number;
  isCollapsed(row: Row): boolean;
}

/** Keys as in the tree pattern of the ARIA practices; undefined for a key that means nothing here. */
export function treeAction(key: string, place: TreePlace): TreeAction | undefined {
  const target = targetOf(key, place);
  if (target !== undefined) return select(place, target);
  const index = place.visible[place.at];
  const row = index === undefined ? undefined : place.rows[index];
  if (index === undefined || row === undefined) return undefined;
  if (key === 'Enter' || key === ' ') return { type: 'open', index };
  const isOpen = row.descendants > 0 && !place.isCollapsed(row);
  if (key === 'ArrowLeft') return isOpen ? { type: 'collapse', index } : parentOf(row);
  if (key !== 'ArrowRight' || row.descendants === 0) return undefined;
  return isOpen ? { type: 'select', index: index + 1 } : { type: 'expand', index };
}

function targetOf(key: string, { visible, at, pageSize }: TreePlace): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + pageSize;
    case 'PageUp':
      return at - pageSize;
    case 'Home':
      return 0;
    case 'End':
      return visible.length - 1;
    default:
      return undefined;
  }
}

function select({ visible }: TreePlace, position: number): TreeAction | undefined {
  const index = visible[Math.min(Math.max(0, position), visible.length - 1)];
  return index === undefined ? undefined : { type: 'select', index };
}

function parentOf({ parent }: Row): TreeAction | undefined {
  return parent < 0 ? undefined : { type: 'select', index: parent };
}
