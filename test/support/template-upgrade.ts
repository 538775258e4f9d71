/** A CloudFormation template, as far as an upgrade is judged by it. */
export interface ResourceTemplate {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
}

interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/**
 * Stateful types, and their properties of which a change makes CloudFormation put a new, empty
 * resource in the old one's place. Source: CloudFormation resource reference, "Update requires:
 * Replacement"; `KeySchema` of a table may not change at all.
 */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::GlobalTable': ['TableName', 'KeySchema', 'LocalSecondaryIndexes'],
  'AWS::Events::Archive': ['ArchiveName', 'SourceArn'],
  'AWS::Events::EventBus': ['Name'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
  'AWS::KinesisFirehose::DeliveryStream': ['DeliveryStreamName', 'DeliveryStreamType'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::SecretsManager::Secret': ['Name'],
};

/** The stateful resources that an upgrade would remove or replace, each with what it loses by. */
export function lostResources(before: ResourceTemplate, after: ResourceTemplate): string[] {
  return Object.entries(before.Resources ?? {}).flatMap(([id, old]) => {
    const replacing = REPLACING[old.Type];
    if (!replacing) return [];
    const present = after.Resources?.[id];
    if (present?.Type !== old.Type) return [`${id}: removed`];
    return replacing
      .filter((name) => !same(old.Properties?.[name], present.Properties?.[name]))
      .map((name) => `${id}: ${name}`);
  });
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
