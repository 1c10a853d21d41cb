import { defineConfig } from 'vitest/config';
import { claimsProject } from './src/evidence/claims-project.ts';

export default defineConfig({
  test: {
    projects: [claimsProject()],
  },
});
