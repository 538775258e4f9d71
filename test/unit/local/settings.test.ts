import { describe, expect, it } from '@jest/globals';
import { localSettings } from '../../../local/settings.ts';

describe('settings of the one-machine runtime', () => {
  it('have defaults that bind this machine only', () => {
    const settings = localSettings({});
    expect(settings).toMatchObject({ port: 4700, host: '127.0.0.1', shards: [4] });
    expect(settings.dataDir).toMatch(/\.conversation-log$/);
    expect(settings.configFile).toMatch(/config\/local\.json$/);
  });

  it('are read from the environment', () => {
    const env = { PORT: '0', SHARDS: '4,16', PUBLIC_URL: 'https://x.example/' };
    expect(localSettings(env)).toMatchObject({
      port: 0,
      shards: [4, 16],
      publicUrl: 'https://x.example',
    });
  });

  it('are refused with everything that is wrong, at once', () => {
    const env = { PORT: '99999', SHARDS: 'four', PUBLIC_URL: 'ftp://x' };
    const message = expect.stringMatching(/PORT[\s\S]*PUBLIC_URL[\s\S]*SHARDS/);
    expect(() => localSettings(env)).toThrow(
      expect.objectContaining({ code: 'invalid_settings', message }),
    );
  });
});
