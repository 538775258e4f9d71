import { rollupDependencies } from './dependencies.ts';
import { createRollup } from './rollup.ts';

export const handler = createRollup(rollupDependencies());
