import type { Place } from './place.ts';

/** The indent of a canonical text; nesting is what counts, not what was typed. */
const indentOf = (levels: number): string => '  '.repeat(levels);

/** Of the calls that stand at a place. */
export const indentAt = ({ path }: Place): string => indentOf(path.length + 1);

/** Of what that place stands in. */
export const indentAround = ({ path }: Place): string => indentOf(path.length);
