import type { RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { NodeFunction } from './node-function.ts';
import { stageOutput } from './stage-output.ts';

interface DeploymentKeysProps {
  readonly removalPolicy: RemovalPolicy;
}

/** The deployment's own secrets: made once, and never rotated, since ids and key hashes rest on them. */
export class DeploymentKeys extends Construct {
  /** Seals the secrets of sources inside their items. */
  readonly sealing: Key;
  /** Names conversations and participants. */
  readonly identity: Secret;
  /** Under which API keys are hashed. */
  readonly pepper: Secret;

  constructor(scope: Construct, id: string, { removalPolicy }: DeploymentKeysProps) {
    super(scope, id);
    this.sealing = new Key(this, 'Sealing', {
      description: 'Seals the webhook secrets of sources in the event table',
      enableKeyRotation: true,
      removalPolicy,
    });
    this.identity = this.#secret('Identity', 'Names conversations and participants', removalPolicy);
    this.pepper = this.#secret('Pepper', 'Under which API keys are hashed', removalPolicy);
    stageOutput(this, 'SealingKeyArn', this.sealing.keyArn);
    stageOutput(this, 'PepperArn', this.pepper.secretArn);
  }

  /** Opens the secrets of sources. */
  grantOpen(fn: NodeFunction): void {
    fn.allow(['kms:Decrypt'], [this.sealing.keyArn]);
    fn.addEnvironment('SECRETS_KEY_ARN', this.sealing.keyArn);
  }

  grantIdentity(fn: NodeFunction): void {
    fn.allow(['secretsmanager:GetSecretValue'], [this.identity.secretArn]);
    fn.addEnvironment('IDENTITY_KEY_ARN', this.identity.secretArn);
  }

  grantPepper(fn: NodeFunction): void {
    fn.allow(['secretsmanager:GetSecretValue'], [this.pepper.secretArn]);
    fn.addEnvironment('API_KEY_PEPPER_ARN', this.pepper.secretArn);
  }

  #secret(id: string, description: string, removalPolicy: RemovalPolicy): Secret {
    return new Secret(this, id, {
      description,
      removalPolicy,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
  }
}
