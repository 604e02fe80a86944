const STEP_MS = 5;
const MOST_STEPS = 1000;

/** Resolves once `condition` holds; rejects, in place of a fixed sleep, when it never does. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  throw new Error(`Never came true: ${condition}`);
}
