import { redriveDependencies } from './dependencies.ts';
import { createRedrive } from './redrive.ts';

export const handler = createRedrive(redriveDependencies());
