import { FirehoseClient, PutRecordCommand } from '@aws-sdk/client-firehose';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { withoutLogger } from '../runtime/aws-clients.ts';
import { type DeliveryArchive, type Quarantine, quarantineName } from './raw-delivery.ts';

/** How long the archive may take before it is given up: it must not hold up an answer. */
const ARCHIVE_TIMEOUT = 1_000;

/** The archive of deliveries as a delivery stream to S3, one JSON line each. */
export function archiveStream(deliveryStreamName: string): DeliveryArchive {
  const client = withoutLogger(new FirehoseClient({ maxAttempts: 2 }));
  return {
    archive: async (delivery) => {
      const Data = Buffer.from(`${JSON.stringify(delivery)}\n`);
      const input = { DeliveryStreamName: deliveryStreamName, Record: { Data } };
      const abortSignal = AbortSignal.timeout(ARCHIVE_TIMEOUT);
      await client.send(new PutRecordCommand(input), { abortSignal });
    },
  };
}

/** The quarantine as objects below `quarantine/` of a bucket. */
export function quarantineBucket(bucketName: string): Quarantine {
  const client = withoutLogger(new S3Client());
  return {
    quarantine: async (delivery, reasons) => {
      const input = {
        Bucket: bucketName,
        Key: `quarantine/${quarantineName(delivery)}.json`,
        Body: JSON.stringify({ ...delivery, reasons }),
        ContentType: 'application/json',
      };
      await client.send(new PutObjectCommand(input));
    },
  };
}
