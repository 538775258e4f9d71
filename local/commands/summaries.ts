import { parseArgs } from 'node:util';
import * as z from 'zod';
import { TENANT_ID } from '../../core/events/event.ts';
import { LOCAL_TENANT } from '../config-file.ts';
import { withData } from '../data.ts';
import { localSettings } from '../settings.ts';
import { projectorOf } from '../summaries.ts';
import { runCommand, UsageError } from './command.ts';
import { rebuildSummaries } from './rebuild-summaries.ts';

const USAGE = `Usage: npm run summaries -- rebuild [--tenant T]
Makes the summaries of all conversations of a tenant anew from their events, beside a running server or without one.
  --tenant  whose conversations (default: ${LOCAL_TENANT})`;

const options = { tenant: { type: 'string', default: LOCAL_TENANT } } as const;

await runCommand(async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (positionals.join(' ') !== 'rebuild') throw new UsageError(USAGE);
  const tenant = z.string().regex(TENANT_ID).safeParse(values.tenant);
  if (!tenant.success) throw new UsageError(USAGE);
  const settings = localSettings(process.env);
  const { conversations, events } = await withData(settings, (data) => {
    const { projector } = projectorOf(data, settings);
    return rebuildSummaries(tenant.data, data.events, projector);
  });
  console.log(`Rebuilt ${conversations} conversations from ${events} events.`);
});
