import { BUS_SOURCE } from '../../core/bus/contract.ts';
import type { Rule } from '../bus/rules.ts';

/** The tenant of the doctor's sources, keys and events, so that no other tenant sees one of them. */
export const DOCTOR_TENANT = 'doctor';

/** Where the bus of one machine writes events of the doctor, below DATA_DIR. */
export const DOCTOR_FILE = 'targets/doctor.ndjson';

/** What events of the doctor match on the bus. */
export const DOCTOR_PATTERN = { source: [BUS_SOURCE], detail: { tenant_id: [DOCTOR_TENANT] } };

/** The rule by which `npm run doctor` hears from the bus of one machine, whose rules are read at its start. */
export const DOCTOR_RULE: Rule = {
  name: 'conversation-log.doctor',
  event_pattern: DOCTOR_PATTERN,
  targets: [{ id: 'file', type: 'file', path: DOCTOR_FILE }],
};
