import type { SecretBox } from '../../core/runtime/secret-box.ts';
import type { ApiKeyStore } from '../../core/store/api-key-store.ts';
import type { SourceStore } from '../../core/store/source-store.ts';

/** The tenant of a stage's sources and keys where none is named. */
export const STAGE_TENANT = 'default';

/** Where a deployment runs. */
export type Place = 'machine' | 'stage';

/** A deployment as its operator's commands see it: of this machine, or a stage on AWS. */
export interface Deployment {
  readonly place: Place;
  /** What and where it is, for its operator. */
  readonly title: string;
  /** What chooses it on a command's line: ` --stage dev`, or nothing. */
  readonly option: string;
  /** The tenant that sources and keys belong to where none is named. */
  readonly defaultTenant: string;
  /** Origin of the API for this machine. */
  readonly url: string;
  /** Origin of the API for providers: another one behind a tunnel. */
  readonly publicUrl: string;
  readonly sources: SourceStore;
  readonly apiKeys: ApiKeyStore;
  readonly secrets: SecretBox;
  /** What API keys are hashed with. */
  readonly apiKeyPepper: () => Promise<Buffer>;
  readonly probes: Probes;
}

/** How far inside it can be looked. All reject with a LogError or an error of the SDK. */
export interface Probes {
  /** Its parts with their states. */
  parts(): Promise<Finding>;
  /** Hears what the bus delivers to a rule for events of the doctor's tenant; starts nothing yet. */
  busListener(run: string): BusListener;
  /** Whether the lake has an event, `null`: not yet; or takes events, where its files come much later. */
  lake(eventId: string): Promise<Finding | null>;
  /** What waits to be tried again, and what was given up. */
  queues(): Promise<readonly QueueDepth[]>;
}

/** What a look at something showed, in a few words. */
export interface Finding {
  readonly good: boolean;
  readonly text: string;
}

export interface QueueDepth {
  readonly name: string;
  readonly waiting: number;
}

/** A temporary target of the bus. */
export interface BusListener {
  start(): Promise<void>;
  /** The providers' ids of the events that were delivered and not told before. */
  received(): Promise<readonly string[]>;
  /** Removes all that `start` made, also where it got only half way. */
  stop(): Promise<void>;
}
