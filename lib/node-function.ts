import { fileURLToPath } from 'node:url';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { type ICommandHooks, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { BUNDLE } from './bundling.ts';

interface NodeFunctionProps {
  /** Folder below `lambdas/`, whose `<name>.lambda.ts` is deployed. */
  readonly name: string;
  readonly description: string;
  /** What people lose while the function fails: the text of its alarms. */
  readonly errorImpact: string;
  /** Files to deploy beside the code: their names there, their places below the project's folder. */
  readonly files?: readonly { readonly name: string; readonly source: string }[];
  readonly logDays: number;
  readonly timeout: Duration;
  /** Megabytes. */
  readonly memory: number;
  readonly reservedConcurrency?: number | undefined;
}

/**
 * A deployed function as this project builds it (docs/adr/0004): minified CommonJS with the SDK
 * inside, Node 24 on arm64, a role and a log group of its own.
 */
export class NodeFunction extends NodejsFunction {
  readonly errorImpact: string;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: props.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      entry: sourcePath(`lambdas/${props.name}/${props.name}.lambda.ts`),
      depsLockFilePath: sourcePath('package-lock.json'),
      projectRoot: sourcePath('.'),
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memory,
      timeout: props.timeout,
      reservedConcurrentExecutions: props.reservedConcurrency,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      bundling: {
        format: OutputFormat.CJS,
        target: BUNDLE.target,
        mainFields: [...BUNDLE.mainFields],
        minify: true,
        bundleAwsSDK: true,
        externalModules: [],
        commandHooks: copying(props.files ?? []),
      },
    });
    this.errorImpact = props.errorImpact;
  }

  /** Lets the function do exactly these actions on exactly these resources, under IAM's conditions. */
  allow(actions: readonly string[], resources: readonly string[], conditions = {}): void {
    const [allowed, on] = [[...actions], [...resources]];
    this.addToRolePolicy(new PolicyStatement({ actions: allowed, resources: on, conditions }));
  }
}

function copying(files: NonNullable<NodeFunctionProps['files']>): ICommandHooks {
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_, folder) => {
      return files.map(({ name, source }) => `cp "${sourcePath(source)}" "${folder}/${name}"`);
    },
  };
}

function sourcePath(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
