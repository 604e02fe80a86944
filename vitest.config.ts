import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These run inside an editor.
    exclude: ['test/e2e/**'],
    allowOnly: false,
    // No test is judged by its time; this only ends one that hangs on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
