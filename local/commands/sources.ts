import { parseArgs } from 'node:util';
import { LOCAL_TENANT } from '../config-file.ts';
import { optionsOf, runCommand, UsageError } from './command.ts';
import {
  addSource,
  listSources,
  removeSource,
  rotateSecret,
  testSource,
} from './source-actions.ts';

const USAGE = `Usage: npm run sources -- add PROVIDER [--id ID] [--tenant T] [--secret S] [--store-typing]
                                   [--options JSON]
       npm run sources -- list [--tenant T]
       npm run sources -- test ID
       npm run sources -- rotate ID [--secret S] [--hours N]
       npm run sources -- remove ID
A source is one configured webhook of a provider. add and rotate print what to do at the vendor.
  --id            part of the webhook's URL (default: the provider's name)
  --tenant        whose events they become (default: ${LOCAL_TENANT})
  --secret        the signing secret or token that the vendor shows (default: a new one to give it)
  --store-typing  log typing events too
  --options       settings of the provider's own, as its README says
  --hours         how long the old secrets still work (default: 24)`;

const options = {
  id: { type: 'string' },
  tenant: { type: 'string', default: LOCAL_TENANT },
  secret: { type: 'string' },
  'store-typing': { type: 'boolean', default: false },
  options: { type: 'string' },
  hours: { type: 'string', default: '24' },
} as const;

await runCommand(async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [action, name, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(USAGE);
  if (action === 'list' && !name) return listSources(values.tenant);
  if (!name) throw new UsageError(USAGE);
  if (action === 'test') return testSource(name);
  if (action === 'remove') return removeSource(name);
  if (action === 'rotate') return rotateSecret(name, values.secret, hoursOf(values.hours));
  if (action !== 'add') throw new UsageError(USAGE);
  return addSource({
    provider: name,
    sourceId: values.id ?? name,
    tenantId: values.tenant,
    secret: values.secret,
    storeTyping: values['store-typing'],
    options: optionsOf(values.options),
  });
});

function hoursOf(text: string): number {
  const hours = Number(text);
  if (Number.isFinite(hours) && hours >= 0) return hours;
  throw new UsageError('--hours takes a number of hours, 0 or more.');
}
