import { Stack } from 'aws-cdk-lib';
import type { CfnTable } from 'aws-cdk-lib/aws-glue';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

interface DeliveryRoleProps {
  readonly bucket: Bucket;
  /** Beginnings of the keys that the stream writes. */
  readonly prefixes: readonly string[];
  readonly logGroup: LogGroup;
  /** The table whose columns a conversion reads. */
  readonly table?: CfnTable | undefined;
}

/**
 * The role of a delivery stream, with exactly what Firehose documents that it needs (developer guide,
 * "Grant Firehose access to an Amazon S3 destination", "... to AWS Glue for data format conversion").
 * The CDK's own grants are wider, and would be added to a role that can be changed.
 */
export function deliveryRole(scope: Construct, props: DeliveryRoleProps): Role {
  const { bucket, prefixes, logGroup, table } = props;
  const role = new Role(scope, 'StreamRole', {
    assumedBy: new ServicePrincipal('firehose.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  const allow = (actions: string[], resources: string[]) => {
    role.addToPolicy(new PolicyStatement({ actions, resources }));
  };
  allow(
    ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
    prefixes.map((prefix) => bucket.arnForObjects(`${prefix}*`)),
  );
  allow(
    ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
    [bucket.bucketArn],
  );
  allow(['logs:PutLogEvents'], [logGroup.logGroupArn]);
  if (table)
    allow(['glue:GetTable', 'glue:GetTableVersion', 'glue:GetTableVersions'], arnsOf(table));
  return role;
}

/** Glue asks for the catalog and the database of a table too. */
function arnsOf(table: CfnTable): string[] {
  const glue = (resource: string, resourceName?: string) => {
    return Stack.of(table).formatArn({
      service: 'glue',
      resource,
      ...(resourceName && { resourceName }),
    });
  };
  const database = table.databaseName;
  return [glue('catalog'), glue('database', database), glue('table', `${database}/${table.ref}`)];
}
