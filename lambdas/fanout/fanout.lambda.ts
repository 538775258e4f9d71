import { fanoutDependencies } from './dependencies.ts';
import { createFanout } from './fanout.ts';

export const handler = createFanout(fanoutDependencies());
