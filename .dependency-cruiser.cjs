/** The direction of imports (docs/architecture.md). A rule's comment says what it protects. */
const core = (name) => `^core/${name}/`;
const awsSdkMayBeImportedBy = [
  '^lambdas/[^/]+/dependencies\\.ts$',
  '^core/store/(dynamo-[^/]+|attempts)\\.ts$',
  '^core/runtime/aws-clients\\.ts$',
  '^bin/stage-buckets\\.ts$',
  '(publisher|writer)\\.ts$',
  '^local/',
  '^test/',
  '^bench/',
];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'events-is-the-language',
      comment: 'core/events imports nothing of ours, and only zod and node:crypto of others.',
      severity: 'error',
      from: { path: core('events') },
      to: { pathNot: [core('events'), 'node_modules/zod/', '^(node:)?(crypto|buffer)$'] },
    },
    {
      name: 'runtime-is-below',
      severity: 'error',
      from: { path: core('runtime') },
      to: { path: '^(core|lambdas|lib|local|bin)/', pathNot: [core('runtime'), core('events')] },
    },
    ...['providers', 'store', 'api', 'bus', 'lake'].map((name) => ({
      name: `${name}-stands-alone`,
      comment: 'Parts of core know events and runtime, not each other.',
      severity: 'error',
      from: { path: core(name) },
      to: {
        path: '^(core|lambdas|lib|local|bin)/',
        pathNot: [core(name), core('events'), core('runtime')],
      },
    })),
    {
      name: 'functions-stand-alone',
      comment: 'A function imports core and its own folder, never another function.',
      severity: 'error',
      from: { path: '^lambdas/([^/]+)/' },
      to: { path: '^(lambdas|lib|local|bin)/', pathNot: '^lambdas/$1/' },
    },
    {
      name: 'sdk-at-the-edge',
      severity: 'error',
      from: { pathNot: awsSdkMayBeImportedBy },
      to: { path: 'node_modules/@(aws-sdk|smithy)/' },
    },
    {
      name: 'constructs-read-only-data',
      severity: 'error',
      from: { path: '^(lib|bin)/' },
      to: {
        path: '^(core|lambdas|local)/',
        pathNot: [
          '^lambdas/[^/]+/env\\.ts$',
          '^core/runtime/stage\\.ts$',
          '^lambdas/docs/files\\.ts$',
          '^core/store/table\\.ts$',
          '^core/api/routes\\.ts$',
          '^core/bus/contract\\.ts$',
          '^core/lake/(columns|views)\\.ts$',
        ],
      },
    },
    {
      name: 'local-needs-no-constructs',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: ['^(lib|bin)/', 'node_modules/(aws-cdk-lib|constructs)/'] },
    },
    {
      name: 'client-stands-alone',
      comment: 'The client is for others to take along: it knows the API by its document only.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^(bin|lib|lambdas|core|local|test)/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
