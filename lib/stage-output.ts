import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StageOutput } from '../core/runtime/stage.ts';

/** An output under exactly this key, wherever the construct stands: commands find the stage by it. */
export function stageOutput(scope: Construct, key: StageOutput, value: string): void {
  new CfnOutput(scope, `Output${key}`, { value }).overrideLogicalId(key);
}
