import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These run inside an editor.
    exclude: ['test/e2e/**'],
    allowOnly: false,
  },
});
