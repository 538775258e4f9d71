import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { synthesized } from '../support/stage.ts';
import { lostResources, type ResourceTemplate } from '../support/template-upgrade.ts';

/** `UPDATE_TEMPLATES=1 npm test -- templates` accepts the present templates: read their diff. */
const updating = process.env.UPDATE_TEMPLATES === '1';

const stages = [
  { stage: 'prod', settings: '' },
  { stage: 'try', settings: '{"disposable": true, "shards": [4, 16]}' },
];

const fileOf = (name: string) => new URL(`../fixtures/templates/${name}.json`, import.meta.url);

/** A template as text, without the hashes of the functions' code. */
function textOf(template: Template): string {
  const text = JSON.stringify(template.toJSON(), null, 2);
  return `${text.replace(/[0-9a-f]{64}/g, '<code>')}\n`;
}

/** The data stack of version 0.1.0 as first deployed: `UPDATE_TEMPLATES` leaves it alone. */
function firstDeployed(): ResourceTemplate {
  return JSON.parse(readFileSync(fileOf('prod-data-0.1.0'), 'utf8'));
}

describe.each(stages)('the templates of the stage $stage', ({ stage, settings }) => {
  const templates = synthesized(stage, settings);

  it.each(['data', 'app'] as const)('change only on purpose: %s', (name) => {
    const file = fileOf(`${stage}-${name}`);
    const text = textOf(templates[name]);
    if (updating) writeFileSync(file, text);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(text);
  });
});

describe('an upgrade of the data stack', () => {
  it('removes and replaces nothing that holds data', () => {
    expect(lostResources(firstDeployed(), synthesized('prod').data.toJSON())).toEqual([]);
  });

  it('would be seen to', () => {
    const before = firstDeployed();
    const resources = before.Resources ?? {};
    const [id, table] =
      Object.entries(resources).find(([, { Type }]) => Type === 'AWS::DynamoDB::GlobalTable') ?? [];
    if (!id || !table) throw new Error('no table in the template');
    const renamed = { ...table, Properties: { ...table.Properties, TableName: 'other' } };
    const after = { Resources: { ...resources, [id]: renamed } };
    expect(lostResources(before, after)).toEqual([`${id}: TableName`]);
    expect(lostResources(before, { Resources: {} }).length).toBeGreaterThan(5);
  });
});
