/**
 * How a function is bundled (docs/adr/0004), in the words of both the CDK and esbuild: minified
 * CommonJS for Node 24.
 */
export const BUNDLE = { format: 'cjs', target: 'node24', mainFields: ['module', 'main'] } as const;
