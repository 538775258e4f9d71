import type { DynamoDBRecord } from 'aws-lambda';
import { isEventKey } from './item.ts';

/** Whether a stream record is the append of an event: other items and later changes are not. */
export function isAppendedEvent(record: DynamoDBRecord): boolean {
  const sortKey = record.dynamodb?.NewImage?.sk?.S;
  return record.eventName === 'INSERT' && sortKey !== undefined && isEventKey(sortKey);
}
