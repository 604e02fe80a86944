/** How much what lies `apart` from the case at hand tells of it, from 1 down to 0: a normal kernel of that `width`. */
export const nearness = (apart: number, width: number): number => Math.exp(-((apart / width) ** 2) / 2);
