import { describe, expect, it } from '@jest/globals';
import { template } from '../../../../core/providers/_template/index.ts';
import { adapterNames } from '../../../../core/providers/registry.ts';
import { completed } from '../../../support/events.ts';

const event = {
  id: 'e1',
  type: 'message',
  thread: 't1',
  created_at: 1_764_000_000,
  message: { id: 'm1', text: 'Hello' },
  from: { id: 'u1' },
};

describe('the template of an adapter', () => {
  it('works as it stands, so that a copy starts from something that does', () => {
    const types = [event, { ...event, type: 'news' }].map((each) => {
      return template.normalize(each, {}).map((draft) => completed(draft).event.type);
    });
    expect(types).toEqual([['MessageReceived'], ['ProviderEvent']]);
    const unsigned = { url: '', headers: {}, body: Buffer.from('{"events":[]}') };
    const request = {
      ...unsigned,
      method: 'POST',
      query: {},
      headers: template.sign(unsigned, 's', 0),
    };
    expect(template.verify(request, { secrets: ['s'] }, 0)).toBe(true);
    expect(template.verify(request, { secrets: ['x'] }, 0)).toBe(false);
    expect(template.read(request)).toEqual([]);
  });

  it('is not registered', () => {
    expect(adapterNames()).not.toContain(template.provider);
  });
});
