import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import type { BusEntry, EventPublisher } from '../../core/bus/event-publisher.ts';
import type { Log } from '../../core/runtime/log.ts';
import { eventJson, isEventKey, occurredAt } from '../../core/store/item.ts';

const text = z.object({ S: z.string() }).transform((value) => value.S);
const number = z.object({ N: z.coerce.number() }).transform((value) => value.N);

/** The part of a stream image that an event is made of; all other attributes are ignored. */
const eventImage = z.object({
  pk: text,
  sk: text,
  type: text,
  revision: number,
  recorded_at: text,
  body: text,
});

interface Dependencies {
  readonly publisher: EventPublisher;
  readonly log: Log;
}

/**
 * Reads the table's stream and puts every appended event on the bus. Only inserts of events count:
 * other items and later changes pass silently. A record whose event the bus refuses is reported,
 * and the stream goes on from the first such record.
 */
export function createFanout({ publisher, log }: Dependencies) {
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const appended = event.Records.filter(isAppendedEvent);
    const entries = appended.map(busEntry);
    const refused = entries.length === 0 ? [] : await publisher.publish(entries);
    if (refused.length > 0) {
      const codes = [...new Set(refused.map((entry) => entry.code))].join(' ');
      log.error('bus_refused', { refused: refused.length, codes });
    }
    return { batchItemFailures: refused.map(({ index }) => failure(appended[index])) };
  };
}

/** Whether a stream record is the append of an event. */
export function isAppendedEvent(record: DynamoDBRecord): boolean {
  const sortKey = record.dynamodb?.NewImage?.sk?.S;
  return record.eventName === 'INSERT' && sortKey !== undefined && isEventKey(sortKey);
}

function busEntry(record: DynamoDBRecord): BusEntry {
  const item = eventImage.parse(record.dynamodb?.NewImage);
  return { id: item.sk, detailType: item.type, detail: eventJson(item), time: occurredAt(item) };
}

function failure(record: DynamoDBRecord | undefined) {
  return { itemIdentifier: record?.dynamodb?.SequenceNumber ?? '' };
}
