import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  HttpApi as Api,
  type CfnStage,
  CorsHttpMethod,
  DomainName,
  HttpMethod,
  HttpStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ROUTES, type Route } from '../core/api/routes.ts';
import type { NodeFunction } from './node-function.ts';
import type { StageSettings } from './settings.ts';
import { stageOutput } from './stage-output.ts';

interface HttpApiProps {
  readonly settings: StageSettings;
  readonly functions: Readonly<Record<Route['handledBy'], NodeFunction>>;
  readonly authorizer: NodeFunction;
}

/** The most that API Gateway itself takes by default; for routes that the stage must not throttle. */
const UNTHROTTLED = { ThrottlingBurstLimit: 5_000, ThrottlingRateLimit: 10_000 };

/** One access log line per request: the route's template, never a path, since paths hold ids. */
const ACCESS_LOG = {
  request_id: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  latency_ms: '$context.responseLatency',
  integration_error: '$context.integrationErrorMessage',
  authorizer_error: '$context.authorizer.error',
  request_bytes: '$context.requestLength',
  response_bytes: '$context.responseLength',
  time: '$context.requestTimeEpoch',
};

/** The HTTP API: the routes of core/api/routes.ts, and a catch-all for everything else. */
export class HttpApi extends Construct {
  readonly api: Api;
  readonly url: string;

  constructor(scope: Construct, id: string, { settings, functions, authorizer }: HttpApiProps) {
    super(scope, id);
    const domainName = this.#domainName(settings);
    this.api = new Api(this, 'Api', {
      apiName: `conversation-log-${settings.stage}`,
      createDefaultStage: false,
      disableExecuteApiEndpoint: domainName !== undefined,
      ...(settings.allowed_origins.length > 0 && { corsPreflight: corsOf(settings) }),
    });
    this.#addRoutes(functions, authorizer);
    const stage = this.#addStage(settings, domainName);
    this.url = domainName ? `https://${domainName.name}` : this.api.apiEndpoint;
    stageOutput(this, 'Url', this.url);
    this.#exemptWebhooks(stage);
  }

  #addRoutes(functions: HttpApiProps['functions'], authorizer: NodeFunction): void {
    const integrations = {
      ingest: new HttpLambdaIntegration('Ingest', functions.ingest),
      query: new HttpLambdaIntegration('Query', functions.query),
      append: new HttpLambdaIntegration('Append', functions.append),
      docs: new HttpLambdaIntegration('Docs', functions.docs),
    };
    const identify = new HttpLambdaAuthorizer('Authorizer', authorizer, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      identitySource: ['$request.header.Authorization'],
      resultsCacheTtl: Duration.seconds(60),
    });
    for (const route of Object.values<Route>(ROUTES)) {
      this.api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration: integrations[route.handledBy],
        ...(route.scope !== null && { authorizer: identify }),
      });
    }
    this.api.addRoutes({ path: '/{proxy+}', integration: integrations.query });
  }

  #addStage(settings: StageSettings, domainName: DomainName | undefined): HttpStage {
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: {
        rateLimit: settings.requests_per_second,
        burstLimit: settings.request_burst,
      },
      ...(domainName && { domainMapping: { domainName } }),
    });
    const logs = new LogGroup(this, 'AccessLogs', {
      retention: settings.log_days,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const resource = stage.node.defaultChild as CfnStage;
    const format = JSON.stringify(ACCESS_LOG);
    resource.accessLogSettings = { destinationArn: logs.logGroupArn, format };
    return stage;
  }

  /** A throttled webhook can be an event lost for ever. */
  #exemptWebhooks(stage: HttpStage): void {
    const resource = stage.node.defaultChild as CfnStage;
    const { method, path } = ROUTES.ingest;
    resource.addPropertyOverride('RouteSettings', { [`${method} ${path}`]: UNTHROTTLED });
    for (const route of this.api.node.findAll()) {
      if ('cfnResourceType' in route && route.cfnResourceType === 'AWS::ApiGatewayV2::Route') {
        stage.node.addDependency(route);
      }
    }
  }

  #domainName({ domain }: StageSettings): DomainName | undefined {
    if (!domain) return undefined;
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', domain.certificate_arn);
    return new DomainName(this, 'Domain', { domainName: domain.name, certificate });
  }
}

function corsOf({ allowed_origins }: StageSettings) {
  return {
    allowOrigins: [...allowed_origins],
    allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
    allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-none-match'],
    exposeHeaders: [
      'x-request-id',
      'retry-after',
      'ratelimit',
      'ratelimit-policy',
      'etag',
      'link',
      'x-next-cursor',
      'x-has-more',
      'x-watermark',
    ],
    maxAge: Duration.hours(1),
  };
}
