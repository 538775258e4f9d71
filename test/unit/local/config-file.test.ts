import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../local/config-file.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

function configWith(source: object) {
  return withTempFolder(async (folder) => {
    const path = join(folder, 'config.json');
    const whole = { source_id: 'own', provider: 'generic', secret: 's', ...source };
    await writeFile(path, JSON.stringify({ sources: [whole] }));
    return readConfig(path);
  });
}

describe('the options of a configured source', () => {
  it('are taken as they are written', async () => {
    const options = { mapping: { type: { value: 'MessageReceived' } } };
    expect((await configWith({ options })).sources[0]?.options).toEqual(options);
  });

  it.each([
    ['generic', { mapping: { type: { value: 'MessageRecieved' } } }],
    ['amazon-connect', { topic_arns: 'arn:aws:sns:x' }],
    ['telegram', { bot: '7' }],
    ['cloudevents', { anything: 1 }],
  ])('of %s are refused when they are wrong', async (provider, options) => {
    await expect(configWith({ provider, options })).rejects.toMatchObject({
      code: 'invalid_settings',
      message: expect.stringContaining(provider),
    });
  });
});
