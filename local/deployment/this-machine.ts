import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCAL_TENANT, readConfig } from '../config-file.ts';
import { withData } from '../data.ts';
import { DOCTOR_FILE } from '../doctor/doctor-rule.ts';
import type { LocalSettings } from '../settings.ts';
import { systemCode } from '../system-code.ts';
import { deliveredEventId } from './delivered-event.ts';
import type { BusListener, Deployment, Probes } from './deployment.ts';

/** Folders below DATA_DIR that hold a file for each event that waits or was given up. */
const QUEUES = [
  'retry/table',
  'retry/bus',
  'retry/lake',
  'bus/retries',
  'bus/dead-letters',
  'dead-letters',
];

/** Runs a command on the deployment of this machine, beside its running server or without one. */
export function withThisMachine<Result>(
  settings: LocalSettings,
  command: (deployment: Deployment) => Promise<Result>,
): Promise<Result> {
  const url = `http://${settings.host}:${settings.port}`;
  return withData(settings, ({ sources, apiKeys, keys }) => {
    return command({
      place: 'machine',
      title: `this machine, data in ${settings.dataDir}`,
      option: '',
      defaultTenant: LOCAL_TENANT,
      url,
      publicUrl: settings.publicUrl ?? url,
      sources,
      apiKeys,
      secrets: keys.secrets,
      apiKeyPepper: async () => keys.apiKeyPepper,
      probes: probesOf(settings),
    });
  });
}

function probesOf({ dataDir, configFile }: LocalSettings): Probes {
  return {
    parts: async () => {
      const { rules } = await readConfig(configFile);
      return { good: true, text: `${configFile} is sound, its rules: ${rules.length}` };
    },
    busListener: () => fileListener(join(dataDir, DOCTOR_FILE)),
    lake: async (eventId) => {
      // DuckDB is 60 MB of native code: only this look needs it.
      const { queryLake } = await import('../lake/lake-query.ts');
      const sql = `select id from raw_events where id = '${eventId}'`;
      const { rows } = await queryLake(join(dataDir, 'lake'), sql);
      return rows.length > 0 ? { good: true, text: 'SQL finds the event' } : null;
    },
    queues: () => {
      return Promise.all(
        QUEUES.map(async (name) => ({ name, waiting: await filesIn(join(dataDir, name)) })),
      );
    },
  };
}

/** Reads what the rule that is always there writes (local/doctor/doctor-rule.ts). */
function fileListener(path: string): BusListener {
  const told = new Set<string>();
  const remove = () => rm(path, { force: true });
  return {
    start: remove,
    received: async () => {
      const lines = (await textOf(path)).split('\n').slice(0, -1);
      const fresh = lines.map(deliveredEventId).filter((id) => !told.has(id));
      for (const id of fresh) told.add(id);
      return fresh;
    },
    stop: remove,
  };
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  }
}

async function filesIn(folder: string): Promise<number> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).length;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 0;
    throw error;
  }
}
