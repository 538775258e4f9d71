import { summarizeDependencies } from './dependencies.ts';
import { createSummarize } from './summarize.ts';

export const handler = createSummarize(summarizeDependencies());
